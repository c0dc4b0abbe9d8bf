"""The jobs that apply and export schemes (方案): read, decide and write."""
