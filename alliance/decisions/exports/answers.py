"""An export as a file that a browser or a program saves."""

from django.http import FileResponse, StreamingHttpResponse

from alliance.decisions.exports.queries import WIDTHS, Export
from frontend.sheets import XLSX, csv_lines, workbook


def as_csv(slug: str, export: Export) -> StreamingHttpResponse:
    """Row by row, as they are read."""
    answer = StreamingHttpResponse(
        csv_lines(export.header, export.rows), content_type="text/csv; charset=utf-8"
    )
    answer["Content-Disposition"] = f'attachment; filename="{slug}-register.csv"'
    return answer


def as_xlsx(slug: str, export: Export) -> FileResponse:
    """From a file on disk: a workbook is whole before its first byte can go out."""
    made = workbook(
        "Register", export.header, export.rows, widths=WIDTHS, count=export.count, about=export.about
    )
    return FileResponse(made, as_attachment=True, filename=f"{slug}-register.xlsx", content_type=XLSX)
