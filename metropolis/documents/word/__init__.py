"""What every document of Word shares: its looks, its package, and the few words of its markup.

The text of a document is made of strings of XML, because a thousand tables as objects take ten times as long.
"""
