"""Days since a date, as the files have them, and dates."""

import numpy as np
import xarray as xr

from .errors import ResultError

YEAR = 365.25  # days


class Calendar:
    """The origin of a file's dates."""

    def __init__(self, units: str, calendar: str):
        self.units = units
        self.calendar = calendar
        self.first = np.datetime64(units.split("since ")[1].strip(), "D")

    def dates(self, days) -> np.ndarray:
        """Dates: datetime64[ns], outside the years 1678 to 2262 objects of cftime."""
        return xr.coding.times.decode_cf_datetime(np.asarray(days), self.units, self.calendar)

    def years(self, days) -> np.ndarray:
        """Decimal years, for axes and regressions: 1949.5 is the middle of 1949."""
        day = self.first + np.asarray(days).astype("timedelta64[D]")
        year = day.astype("datetime64[Y]")
        length = (year + 1).astype("datetime64[D]") - year.astype("datetime64[D]")
        return 1970 + year.astype(int) + (day - year.astype("datetime64[D]")) / length

    def days(self, date) -> int:
        """Days of a date: a year (1970 or "1970"), an ISO text, or a date of numpy or pandas."""
        text = f"{date:04d}" if isinstance(date, (int, np.integer)) else str(date)[:10]
        try:
            return int((np.datetime64(text, "D") - self.first).astype(int))
        except ValueError:
            raise ResultError(f"'{date}' is not a date. Write 1970 or 1970-07-01.") from None
