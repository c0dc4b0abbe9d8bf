"""The program on Windows' Python under Wine (`make windows`): set-up, the office's installation, the tests.

Everything is under ``build/windows``. What Windows' Python itself runs is in ``tests/windows``.
"""
