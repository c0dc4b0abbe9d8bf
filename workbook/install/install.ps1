# Sets up the appraisal workbook in its own folder: a private Python environment, the packages from the
# folder "wheelhouse", the address of both in the workbook. Uses no network, asks for no administrator
# and changes nothing outside this folder. Windows PowerShell 5.1 or later.

$ErrorActionPreference = 'Stop'

$Here = Split-Path -Parent $MyInvocation.MyCommand.Path
$Workbook = Join-Path $Here '述职评议考核.xlsm'
$Blank = [IO.Path]::Combine($Here, '空白总表', '述职评议考核.xlsm')
$Wheelhouse = Join-Path $Here 'wheelhouse'
$Environment = Join-Path $Here '_venv'
$Versions = '3.13', '3.12', '3.11'

# What Python prints is read back in the window's code page; its launcher shall fetch nothing by itself.
$env:PYTHONIOENCODING = "cp$([Console]::OutputEncoding.CodePage):replace"
$env:PYTHON_MANAGER_AUTOMATIC_INSTALL = 'false'

function Write-Step([string]$Text) {
    Write-Host ''
    Write-Host $Text -ForegroundColor Cyan
}

function Exit-WithProblem([string]$Text) {
    Write-Host ''
    Write-Host $Text -ForegroundColor Red
    exit 1
}

trap {
    Exit-WithProblem "出现意外情况：$($_.Exception.Message) 请把本窗口拍照发给技术人员，处理后可以再运行一次。"
}

# The launcher's list, the registry of all users and of this one, then the search path.
function Get-PythonCandidate {
    if (Get-Command 'py.exe' -ErrorAction SilentlyContinue) {
        foreach ($Version in $Versions) {
            $Found = Invoke-Quietly 'py.exe' @("-$Version", '-c', 'import sys; print(sys.executable)')
            if ($Found) { $Found }
        }
    }
    foreach ($Version in $Versions) {
        foreach ($Root in 'HKCU:\Software', 'HKLM:\Software') {
            $Key = "$Root\Python\PythonCore\$Version\InstallPath"
            if (Test-Path -LiteralPath $Key) {
                $Folder = (Get-Item -LiteralPath $Key).GetValue('')
                if ($Folder) { [IO.Path]::Combine($Folder, 'python.exe') }
            }
        }
    }
    foreach ($Command in @(Get-Command 'python.exe' -All -ErrorAction SilentlyContinue)) {
        $Command.Source
    }
}

# The last line a program prints, or nothing where it fails; a missing version is no error here.
function Invoke-Quietly([string]$Program, [string[]]$Arguments) {
    $Kept = $ErrorActionPreference
    $ErrorActionPreference = 'Continue'
    try {
        $Lines = & $Program @Arguments 2>$null
        if ($LASTEXITCODE -eq 0) { $Lines | Select-Object -Last 1 }
    } catch {
        Write-Verbose $_.Exception.Message
    } finally {
        $ErrorActionPreference = $Kept
    }
}

# The Store's python.exe is a sign-post that prints nothing; a 32-bit Python cannot use the packages.
function Test-Python([string]$Path) {
    if (-not (Test-Path -LiteralPath $Path)) { return $false }
    $Asked = "import sys, sysconfig; print('%d.%d %s' % (*sys.version_info[:2], sysconfig.get_platform()))"
    $Told = Invoke-Quietly $Path @('-c', $Asked)
    foreach ($Version in $Versions) {
        if ($Told -eq "$Version win-amd64") { return $true }
    }
    return $false
}

# Runs a program whose output is shown, and returns its exit status.
function Invoke-Shown([string]$Program, [string[]]$Arguments) {
    $Kept = $ErrorActionPreference
    $ErrorActionPreference = 'Continue'
    try {
        & $Program @Arguments | Out-Host
        return $LASTEXITCODE
    } finally {
        $ErrorActionPreference = $Kept
    }
}

if (-not (Test-Path -LiteralPath $Wheelhouse) -or -not (Test-Path -LiteralPath $Blank)) {
    Exit-WithProblem '本文件夹里缺少“空白总表”或“wheelhouse”文件夹。请把压缩包全部解压后再运行。'
}
foreach ($Lock in (Join-Path $Here '~$述职评议考核.xlsm'), (Join-Path $Here '.~述职评议考核.xlsm')) {
    if (Test-Path -LiteralPath $Lock) {
        Exit-WithProblem '“述职评议考核.xlsm”正打开着。请先保存并关闭它，再运行一次。'
    }
}

Write-Step '第 1 步，共 4 步：查找 Python……'
$Python = Get-PythonCandidate | Where-Object { Test-Python $_ } | Select-Object -First 1
if (-not $Python) {
    Exit-WithProblem ('没有找到 64 位的 Python 3.13、3.12 或 3.11。请从 www.python.org 下载“Windows installer (64-bit)”，' +
        '安装后再运行一次；本机不能上网时，可在别的电脑下载后用 U 盘拷来。')
}
Write-Host "找到：$Python"

Write-Step '第 2 步，共 4 步：在本文件夹中建立专用环境“_venv”……'
$Made = Invoke-Shown $Python @('-m', 'venv', '--clear', $Environment)
if ($Made -ne 0) {
    Exit-WithProblem ('建立专用环境没有成功。请关闭正在使用它的 Excel，确认本文件夹可以写入、磁盘有 1 GB 以上空间，' +
        '再运行一次。')
}

Write-Step '第 3 步，共 4 步：安装所需组件（不需要上网，约一两分钟）……'
$Private = [IO.Path]::Combine($Environment, 'Scripts', 'python.exe')
$Installed = Invoke-Shown $Private @('-m', 'pip', '--isolated', 'install', '--quiet', '--no-index',
    '--disable-pip-version-check', '--no-warn-script-location', '--find-links', $Wheelhouse, 'shuzhi_xl')
if ($Installed -ne 0) {
    Exit-WithProblem '安装组件没有成功。请把上面的文字拍照发给技术人员；原有文件没有改动。'
}

Write-Step '第 4 步，共 4 步：把环境的位置写入总表并自检……'
# A master in use stays; only where there is none does a blank one take its place.
if (-not (Test-Path -LiteralPath $Workbook)) {
    Copy-Item -LiteralPath $Blank -Destination $Workbook
}
# Windows marks files that came by mail or browser, and Excel then refuses their macros.
Unblock-File -LiteralPath $Workbook -ErrorAction SilentlyContinue
$Configured = Invoke-Shown $Private @('-m', 'shuzhi_xl.doctor', '--configure', $Workbook)
if ($Configured -ne 0) {
    Exit-WithProblem '总表没有设置成功。请按上面的提示处理后再运行一次。'
}
# A master of an earlier version gets what is new; one of this version is left alone.
$Upgraded = Invoke-Shown $Private @('-c', 'from shuzhi_xl.cli import main; main()', 'upgrade', $Workbook)
if ($Upgraded -ne 0) {
    Exit-WithProblem '新版程序已经装好，但总表没有升级，内容没有改动。请按上面的提示处理后再运行一次。'
}
$Checked = Invoke-Shown $Private @('-m', 'shuzhi_xl.doctor', $Workbook)
if ($Checked -ne 0) {
    Exit-WithProblem '已经安装，但自检发现问题。请按上面打“×”或“✘”的各行处理后，再运行一次。'
}

Write-Host ''
Write-Host '安装完成。请用 Excel 打开“述职评议考核.xlsm”，出现黄色提示时点“启用内容”。' -ForegroundColor Green
Write-Host '以后如果移动了本文件夹，请再运行一次 install.cmd。'
exit 0
