"""The log and its drawings as files that a browser or a program saves."""

from django.http import FileResponse, HttpResponse, StreamingHttpResponse

from frontend.sheets import XLSX, csv_lines, workbook
from risks.shown.queries import WIDTHS, RiskLog


def as_csv(slug: str, log: RiskLog) -> StreamingHttpResponse:
    """The log as .csv: the matrix version and the date stand in each row."""
    answer = StreamingHttpResponse(csv_lines(log.header, log.rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{slug}-risks.csv"'
    return answer


def as_xlsx(slug: str, log: RiskLog) -> FileResponse:
    """The log as a workbook, with a sheet that says which matrix it was scored by."""
    made = workbook("Risks", log.header, log.rows, widths=WIDTHS, count=len(log.rows), about=log.about)
    return FileResponse(made, as_attachment=True, filename=f"{slug}-risks.xlsx", content_type=XLSX)


def as_svg(name: str, drawing: str) -> HttpResponse:
    """A drawing as a file."""
    answer = HttpResponse(drawing, content_type="image/svg+xml")
    answer["Content-Disposition"] = f'attachment; filename="{name}.svg"'
    return answer
