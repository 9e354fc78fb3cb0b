#!/usr/bin/env python3
"""Outside witnesses of marked workbooks: openpyxl, and LibreOffice where it is installed.

    bench/marked-workbooks.py [path of karenina]

Makes a workbook with everything that people put into one, has `karenina check --mark` mark it, and looks at both: by
parts (what is byte for byte the same), with openpyxl (values, formulas, formats, widths, merged cells, charts,
pictures, validations, names), and by letting LibreOffice convert both to PDF and to ODS, which is then marked as well.
Ends with 1 where a witness sees another thing than a mark. Needs `pip install openpyxl pillow`.
"""
import io
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile

try:
    import openpyxl
    from openpyxl.chart import BarChart, Reference
    from openpyxl.comments import Comment
    from openpyxl.drawing.image import Image
    from openpyxl.formatting.rule import ColorScaleRule
    from openpyxl.styles import Border, Font, PatternFill, Side
    from openpyxl.workbook.defined_name import DefinedName
    from openpyxl.worksheet.datavalidation import DataValidation
    from PIL import Image as Picture
except ImportError as err:
    sys.exit(f"skipped: {err}; pip install openpyxl pillow")

KARENINA = sys.argv[1] if len(sys.argv) > 1 else "target/release/karenina"
faults = []


def check(what, holds):
    print(("ok    " if holds else "FAULT ") + what)
    if not holds:
        faults.append(what)


def hard(path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Организации"
    sheet.append(["Ключ", "Название", "Вид", "Работников", "Выручка", "Основана"])
    for cell in sheet[1]:
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor="1F4E79")
        cell.border = Border(bottom=Side("thin"))
    for row in [
        ["acme", "Акме", "сервисная компания", 12, 1000, "2001-05-31"],
        ["beta", "Бета", "нечто", -4, "много", "31.02.2014"],
        ["gamma", "Гамма", "вуз", "12,5", "<20", "2014"],
        ["beta", "Бета вторая", "вуз", 1, None, "2015"],
    ]:
        sheet.append(row)
    sheet["E7"] = "=SUM(E2:E5)"
    sheet["D3"].number_format = "0.00"
    sheet["D3"].font = Font(italic=True)
    sheet["E3"].fill = PatternFill("solid", fgColor="00FF00")
    sheet.merge_cells("J1:L2")
    sheet.column_dimensions["B"].width = 40
    sheet["D3"].comment = Comment("Проверить у бухгалтера", "Иванова")
    sheet["A2"].comment = Comment("Головная", "Иванова")
    sheet.conditional_formatting.add(
        "F2:F9", ColorScaleRule(start_type="min", start_color="FFFFFF", end_type="max", end_color="FF0000")
    )
    validation = DataValidation(type="list", formula1='"вуз,сервисная компания"')
    sheet.add_data_validation(validation)
    validation.add("C2:C20")
    picture = io.BytesIO()
    Picture.new("RGB", (60, 40), (200, 30, 30)).save(picture, "PNG")
    picture.seek(0)
    sheet.add_image(Image(picture), "J4")
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=4, min_row=1, max_row=5), titles_from_data=True)
    sheet.add_chart(chart, "J8")
    book.defined_names["итого"] = DefinedName("итого", attr_text="'Организации'!$E$7")
    clusters = book.create_sheet("Кластеры")
    clusters.append(["id", "name", "started_on", "members_total"])
    clusters.append(["north", "Север", "скоро", "сорок"])
    hidden = book.create_sheet("Расчёты")
    hidden["A1"] = "=Организации!E7*2"
    hidden.sheet_state = "hidden"
    book.save(path)


def marked(folder, back, lang):
    subprocess.run(
        [KARENINA, "check", folder, "--mark", back, "--lang", lang, "--as-of", "2026-01-01"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def by_parts(old, new):
    old, new = zipfile.ZipFile(old), zipfile.ZipFile(new)
    names = set(old.namelist())
    check("no part is lost", names <= set(new.namelist()))
    changed = sorted(name for name in names if old.read(name) != new.read(name))
    print(f"      {len(names)} parts, {len(names) - len(changed)} byte for byte the same; changed: {', '.join(changed)}")
    print(f"      new: {', '.join(sorted(set(new.namelist()) - names))}")
    kept = [n for n in names if any(it in n for it in ("chart", "media", "drawing1.xml", "theme", "vbaProject", "docProps"))]
    check(f"charts, pictures, drawings, theme are the same ({len(kept)})", not set(kept) & set(changed))


def by_openpyxl(old, new, sheets_of_ours):
    was, now = openpyxl.load_workbook(old), openpyxl.load_workbook(new)
    check("sheets stand in their order, the list last", now.sheetnames[:-1] == was.sheetnames and now.sheetnames[-1] in sheets_of_ours)
    check("names are kept", {n: it.attr_text for n, it in was.defined_names.items()} == {n: it.attr_text for n, it in now.defined_names.items()})
    coloured = 0
    for sheet in was:
        other = now[sheet.title]
        for row in sheet.iter_rows():
            for cell in row:
                twin = other[cell.coordinate]
                look = lambda it: (it.value, it.number_format, *map(repr, (it.font, it.border, it.alignment, it.protection)))
                # A cell that was not there and is coloured now has no format that could differ.
                if look(cell) != look(twin) and not (cell.value is None and twin.value is None and twin.comment):
                    check(f"{sheet.title}!{cell.coordinate} is as it was", False)
                if repr(cell.fill) != repr(twin.fill):
                    coloured += 1
                    if not twin.comment:
                        check(f"{sheet.title}!{cell.coordinate} is coloured and says why", False)
                if cell.comment and not (twin.comment and twin.comment.text.startswith(cell.comment.text)):
                    check(f"the sender's comment on {cell.coordinate} is kept", False)
        same = lambda f: f(sheet) == f(other)
        check(f"{sheet.title}: merged cells", same(lambda it: sorted(map(str, it.merged_cells.ranges))))
        check(f"{sheet.title}: widths", same(lambda it: {k: v.width for k, v in it.column_dimensions.items()}))
        check(f"{sheet.title}: charts and pictures", same(lambda it: (len(it._charts), len(it._images))))
        check(f"{sheet.title}: conditional formats", same(lambda it: sorted(str(x.sqref) for x in it.conditional_formatting)))
        check(f"{sheet.title}: validations", same(lambda it: [(str(x.sqref), x.formula1) for x in it.data_validations.dataValidation]))
        check(f"{sheet.title}: visible or hidden", same(lambda it: it.sheet_state))
    check(f"{coloured} cells are coloured, each with a comment", coloured > 5)
    listed = now[now.sheetnames[-1]]
    links = [cell.hyperlink.location for row in listed.iter_rows() for cell in row if cell.hyperlink]
    check(f"{len(links)} lines of the list lead to their cells", len(links) > 5 and all("!" in it for it in links))


def by_libreoffice(work):
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if not office:
        print("skipped: LibreOffice is not installed (apt-get install --no-install-recommends libreoffice-calc)")
        return
    convert = lambda kind, path, out: subprocess.run(
        [office, "--headless", "--convert-to", kind, "--outdir", out, path], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    convert("pdf", f"{work}/back/hard.xlsx", f"{work}/pdf")
    check("LibreOffice opens the marked workbook and prints it", os.path.getsize(f"{work}/pdf/hard.pdf") > 5000)
    # Its own format, marked in its turn, and read by way of XLSX.
    os.makedirs(f"{work}/ods")
    convert("ods", f"{work}/sent/hard.xlsx", f"{work}/ods")
    marked(f"{work}/ods", f"{work}/ods-back", "en")
    convert("xlsx", f"{work}/ods/hard.ods", f"{work}/was")
    convert("xlsx", f"{work}/ods-back/hard.ods", f"{work}/now")
    print("the same as ODS, seen through LibreOffice")
    by_openpyxl(f"{work}/was/hard.xlsx", f"{work}/now/hard.xlsx", ["Problems"])


with tempfile.TemporaryDirectory() as work:
    os.makedirs(f"{work}/sent")
    hard(f"{work}/sent/hard.xlsx")
    marked(f"{work}/sent", f"{work}/back", "ru")
    by_parts(f"{work}/sent/hard.xlsx", f"{work}/back/hard.xlsx")
    by_openpyxl(f"{work}/sent/hard.xlsx", f"{work}/back/hard.xlsx", ["Замечания"])
    by_libreoffice(work)

sys.exit(1 if faults else 0)
