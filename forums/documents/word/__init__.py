"""A document of Word: `styles.xml`, `numbering.xml` and `settings.xml` as they are, the text made of strings.

Strings of XML, because a plan with 200 actions has a thousand tables: objects take ten times as long.
"""
