"""Exports to S3 that take their time and can be stopped meanwhile.

Stock moto's are complete at once, in small letters, and can be cancelled all the same.
https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CancelExportTask.html
"""

from typing import Any

from moto.rds.exceptions import RDSClientError
from moto.rds.models import ExportTask, RDSBackend

RUNNING = {"STARTING", "IN_PROGRESS"}


def install() -> None:
    stock_start = RDSBackend.start_export_task
    stock_cancel = RDSBackend.cancel_export_task

    def start_export_task(self: RDSBackend, kwargs: dict[str, Any]) -> ExportTask:
        task = stock_start(self, kwargs)
        task.status = "STARTING"
        return task

    def cancel_export_task(self: RDSBackend, export_task_identifier: str) -> ExportTask:
        task = self.export_tasks.get(export_task_identifier)
        if task is not None and task.status not in RUNNING:
            raise RDSClientError(
                "InvalidExportTaskStateFault", f"The export task {export_task_identifier} is {task.status}."
            )
        task = stock_cancel(self, export_task_identifier)
        task.status = "CANCELING"
        return task

    RDSBackend.start_export_task = start_export_task
    RDSBackend.cancel_export_task = cancel_export_task
