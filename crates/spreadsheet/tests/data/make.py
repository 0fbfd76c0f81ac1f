"""Makes the binary workbooks of this folder: `python3 make.py` (needs xlwt). All people are made up, and their ids
stand under area codes that no place has."""
import datetime, struct
import xlwt
from xlwt.CompoundDoc import XlsDoc


def people():
    book = xlwt.Workbook()
    sheet = book.add_sheet('园林村')
    day = xlwt.easyxf(num_format_str='yyyy"年"m"月"d"日"')
    iso = xlwt.easyxf(num_format_str='yyyy-mm-dd hh:mm')
    zeros = xlwt.easyxf(num_format_str='00000000000')
    sheet.write_merge(0, 0, 0, 5, '园林村基本信息台账')
    for column, heading in enumerate(['姓名', '身份证号', '出生日期', '人数', '低保户', '联系电话']):
        sheet.write(2, column, heading)
    rows = [
        ('王·小明', '990101194706175312', datetime.date(1947, 6, 17), 3, True, 4271234567),
        ('𠮷田', '990101198212310017', datetime.datetime(1982, 12, 31, 18, 30), 2.5, False, 13800000000),
    ]
    for number, (name, citizen, born, count, dibao, phone) in enumerate(rows, 3):
        sheet.write(number, 0, name)
        sheet.write(number, 1, citizen)
        sheet.write(number, 2, born, day if number == 3 else iso)
        sheet.write(number, 3, count)
        sheet.write(number, 4, dibao)
        sheet.write(number, 5, phone, zeros if number == 3 else xlwt.Style.default_style)
    sheet.write(5, 0, xlwt.Formula('1+1'))
    sheet.write(5, 1, 110105194912310000.0)
    sheet.write(5, 2, -1234.5678)
    sheet.write(6, 0, 'hidden')
    sheet.row(6).hidden = True
    sheet.write_merge(7, 9, 0, 0, '合并')
    sheet.write_merge(20, 20, 1, 2, 'last')
    sheet.row(22).write_rich_text(0, [('rich', xlwt.easyfont('bold on')), ' text'])
    for name, visibility in [('备用', 1), ('更深', 2)]:
        hidden = book.add_sheet(name)
        hidden.visibility = visibility
        hidden.write(0, 0, name)
    # Enough text that the table of strings goes on over many records.
    long = book.add_sheet('long')
    for number in range(300):
        long.write(number, 0, f'{number}:' + ('字' if number % 2 else 'x') * 97)
    book.save('people.xls')


def days_1904():
    book = xlwt.Workbook()
    book.dates_1904 = True
    sheet = book.add_sheet('1904')
    sheet.write(0, 0, 29221 - 1462, xlwt.easyxf(num_format_str='yyyy-mm-dd'))
    sheet.write(0, 1, 29221 - 1462)
    book.save('days-1904.xls')


def record(kind, content=b''):
    return struct.pack('<HH', kind, len(content)) + content


def old():
    """Excel 5: texts in the code page of the machine."""
    name = '旧表'.encode('gbk')
    label = '王小明'.encode('gbk')
    sheet = record(0x0809, struct.pack('<HHHH', 0x0500, 0x10, 0, 0))
    sheet += record(0x0204, struct.pack('<HHHH', 0, 0, 0, len(label)) + label)
    sheet += record(0x0203, struct.pack('<HHHd', 0, 1, 1, 29221.0))
    sheet += record(0x0006, struct.pack('<HHH', 1, 0, 0) + b'\0\0\0\0\0\0\xff\xff' + struct.pack('<HIH', 0, 0, 0))
    sheet += record(0x0207, struct.pack('<H', len(label)) + label)
    sheet += record(0x000A)
    code = b'yyyy-mm-dd'

    def head(start):
        return (record(0x0809, struct.pack('<HHHH', 0x0500, 0x05, 0, 0)) + record(0x0042, struct.pack('<H', 936))
                + record(0x041E, struct.pack('<HB', 200, len(code)) + code)
                + record(0x00E0, struct.pack('<HH', 0, 0) + bytes(12)) + record(0x00E0, struct.pack('<HH', 0, 200) + bytes(12))
                + record(0x0085, struct.pack('<IBBB', start, 0, 0, len(name)) + name) + record(0x000A))
    XlsDoc().save('old.xls', head(len(head(0))) + sheet)


def with_password():
    stream = record(0x0809, struct.pack('<HHHHII', 0x0600, 0x05, 0, 0, 0, 0)) + record(0x002F, bytes(54)) + record(0x000A)
    XlsDoc().save('password.xls', stream)


people()
days_1904()
old()
with_password()
