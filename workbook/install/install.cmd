@echo off
setlocal
cd /d "%~dp0"
if not exist "%~dp0install.ps1" goto unpacked
powershell.exe -NoProfile -ExecutionPolicy Bypass -File "%~dp0install.ps1"
set STATUS=%ERRORLEVEL%
echo.
pause
exit /b %STATUS%

:unpacked
echo 请先把压缩包全部解压到一个文件夹，再双击其中的 install.cmd。
echo (Please unpack the whole zip file first.)
pause
exit /b 1
