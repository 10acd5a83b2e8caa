"""How CloudTrail writes a date inside request and response: for people, in English, with a second comma."""

import datetime


def cloudtrail_date(value: datetime.datetime) -> str:
    """`Apr 27, 2025, 10:39:19 AM`, the form that AWS writes since 2024."""
    months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    hour = value.hour % 12 or 12
    half = "AM" if value.hour < 12 else "PM"
    date = f"{months[value.month - 1]} {value.day}, {value.year}"
    return f"{date}, {hour}:{value.minute:02}:{value.second:02} {half}"
