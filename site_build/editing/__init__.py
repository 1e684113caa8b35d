"""What a maintainer's hand does to a package: workbook, fixes, new plans, table import, issue forms."""
