"""Background work whose truth is a row in the database.

    @register("monitoring.report")
    def build(job):                      # a JobContext: params, by, progress(), finish()
        job.progress(1, 4, "Charts")
        with job.finish(result_url=...): # a transaction: the result counts only if the job is still ours
            ...

    enqueue("monitoring.report", key="report:7", title="Report 2026", params={"report": 7}, by=user)

Long work is a chain of steps (`metropolis.jobs.steps`): a worker that takes it over goes on after the last
finished one.

Import from `metropolis.jobs.queue` (enqueue, cancel, repeat), `metropolis.jobs.registry` (register) and
`metropolis.jobs.runner` (JobFailed).
"""
