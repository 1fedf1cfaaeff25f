"""The establishment as data: ranks, offices, their charts, calendars and demonstration people.

Pure reading and checking of the CSV files under `hierarchy/data`; nothing here touches the
database. A row that cannot be right raises `ChartFault` with its file and line.
"""
