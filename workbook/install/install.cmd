@echo off
setlocal
cd /d "%~dp0"
rem The Python launcher shall fetch nothing by itself.
set PYTHON_MANAGER_AUTOMATIC_INSTALL=false
set "FOUND="
if not exist "%~dp0install.py" goto unpacked
for %%V in (3.13 3.12 3.11) do call :ask_launcher %%V
for %%V in (3.13 3.12 3.11) do for %%R in (HKCU HKLM) do call :ask_registry "%%R\Software\Python\PythonCore\%%V\InstallPath"
for %%P in (python.exe) do call :try "%%~$PATH:P"
rem The last, because the panel cannot open its window with it: it has no tkinter.
call :try "%~dp0python\python.exe"
if not defined FOUND goto missing
"%FOUND%" "%~dp0install.py"
set STATUS=%ERRORLEVEL%
echo.
pause
exit /b %STATUS%

:ask_launcher
if defined FOUND exit /b
for /f "delims=" %%P in ('py -%1 -c "import sys; print(sys.executable)" 2^>nul') do call :try "%%P"
exit /b

:ask_registry
if defined FOUND exit /b
for /f "tokens=2,*" %%A in ('reg query %1 /ve 2^>nul') do if "%%A"=="REG_SZ" call :try "%%B\python.exe"
exit /b

rem The Store's python.exe is a sign-post that runs nothing; a 32-bit Python cannot use the packages.
:try
if defined FOUND exit /b
if "%~1"=="" exit /b
if not exist "%~1" exit /b
"%~1" -c "import sys, sysconfig; sys.exit('%%d.%%d' %% sys.version_info[:2] not in ('3.13', '3.12', '3.11') or sysconfig.get_platform() != 'win-amd64')" >nul 2>nul
if not errorlevel 1 set "FOUND=%~1"
exit /b

:missing
echo 没有找到 64 位的 Python 3.13、3.12 或 3.11。请从 www.python.org 下载
echo “Windows installer (64-bit)”，安装后再双击一次 install.cmd；
echo 本机不能上网时，可在别的电脑下载后用 U 盘拷来。
echo (No 64-bit Python 3.13, 3.12 or 3.11 was found. Install one from www.python.org.)
pause
exit /b 1

:unpacked
echo 请先把压缩包全部解压到一个文件夹，再双击其中的 install.cmd。
echo (Please unpack the whole zip file first.)
pause
exit /b 1
