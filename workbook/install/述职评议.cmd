@echo off
rem Opens the panel for the master beside this file, or for one that is dropped on it.
setlocal
set "SCRIPTS=%~dp0_venv\Scripts\"
if not exist "%SCRIPTS%pythonw.exe" set "SCRIPTS=%~dp0_venv\"
if not exist "%SCRIPTS%pythonw.exe" goto missing
set "PLACE=%~1"
if not defined PLACE set "PLACE=%~dp0."
echo 正在打开面板……
rem The panel has no console, so what would keep it from starting is found here.
"%SCRIPTS%python.exe" -P -c "import shuzhi_xl.cli.panel.__main__" >nul 2>nul
if not "%errorlevel%"=="0" goto broken
"%SCRIPTS%python.exe" -P -c "import tkinter" >nul 2>nul
if not "%errorlevel%"=="0" goto no_window
start "" "%SCRIPTS%pythonw.exe" -P -m shuzhi_xl.cli.panel "%PLACE%"
exit /b 0

:missing
echo 本文件夹还没有安装。请先把压缩包全部解压，双击其中的 install.cmd，
echo 等到出现“安装完成”，再双击本文件。
echo (Not installed yet: please run install.cmd first.)
pause
exit /b 1

:broken
echo 面板用不了：安装不完整，或本机的 Python 已被卸载、移走。
echo 请关闭总表，再双击一次 install.cmd，照它的提示处理。
echo (The installation is broken: please run install.cmd again.)
pause
exit /b 1

:no_window
echo 本机的 Python 不带窗口组件（tkinter），打不开面板。请从 www.python.org 下载
echo “Windows installer (64-bit)”，安装时保留“tcl/tk and IDLE”，再双击一次 install.cmd；
echo 也可以在命令行完成同样的工作，见“经办人手册.html”。
echo (This Python has no tkinter: please install one from www.python.org.)
pause
exit /b 1
