"""Everything that knows an Excel file: the only place where openpyxl, xlsxwriter and calamine are imported."""
