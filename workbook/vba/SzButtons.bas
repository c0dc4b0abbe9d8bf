Attribute VB_Name = "SzButtons"
Option Explicit

' What the buttons of the home sheet and the ribbon call; everything else is in Python.

Private Sub Press(job As String, command As String)
    ' What RunPython does; but Python's sentence comes back and is shown once Python has let go of Excel, and
    ' whatever goes wrong arrives here. Macros are ASCII: what they say themselves stands in named cells.
    Dim told As String, reached As Boolean, number As Long
    On Error GoTo Failed
    If IsExcel() Then
        Application.EnableCancelKey = xlDisabled
        XLPy.SetAttr XLPy.Module("xlwings._xlwindows"), "BOOK_CALLER", ThisWorkbook
        reached = True
        told = XLPy.Str(XLPy.Call(XLPy.Module("shuzhi_xl.addin"), "answer", XLPy.Tuple("" & job)))
        MsgBox told, vbInformation, ThisWorkbook.Name
    Else
        MsgBox Replace(Sentence("SzNotExcel"), "{job}", command), vbExclamation
    End If
    Exit Sub
Failed:
    number = Err.number
    Recover
    told = Sentence(IIf(reached, "SzBrokenOff", "SzNoPython"))
    MsgBox Replace(Replace(told, "{job}", command), "{number}", number), vbExclamation, ThisWorkbook.Name
End Sub

Private Sub Recover()
    ' Python sets these back itself, unless it is gone.
    On Error Resume Next
    Application.StatusBar = False
    Application.DisplayAlerts = True
    Application.EnableEvents = True
    Application.ScreenUpdating = True
    Application.Calculation = xlCalculationAutomatic
End Sub

Private Function Sentence(ByVal name As String) As String
    ' A named cell that somebody has deleted must not end in a dialog of VBA.
    On Error Resume Next
    Sentence = ThisWorkbook.Names(name).RefersToRange.Value
    If Sentence = "" Then Sentence = name & " {number}"
End Function

Private Function IsExcel() As Boolean
    ' WPS may call itself Excel for the sake of old macros; its folder gives it away.
    Dim told As String
    told = LCase(Application.Name & " " & Application.Path)
    IsExcel = InStr(told, "microsoft excel") = 1 And InStr(told, "wps") = 0 And InStr(told, "kingsoft") = 0
End Function

Public Sub SzCheck()
    Press "check", "check"
End Sub

Public Sub SzDistribute()
    Press "distribute", "distribute"
End Sub

Public Sub SzCollect()
    Press "collect", "collect"
End Sub

Public Sub SzCompute()
    Press "compute", "compute"
End Sub

Public Sub SzGenerate()
    Press "generate", "generate"
End Sub

Public Sub SzPublish()
    Press "publish", "publish"
End Sub

Public Sub SzTrack()
    Press "track", "track"
End Sub

Public Sub SzReadReports()
    Press "read_reports", "read-reports"
End Sub

Public Sub SzApplyScheme()
    Press "apply_scheme", "scheme apply"
End Sub

Public Sub SzExportScheme()
    Press "export_scheme", "scheme export"
End Sub

Public Sub SzRibbonCheck(control As IRibbonControl)
    SzCheck
End Sub

Public Sub SzRibbonDistribute(control As IRibbonControl)
    SzDistribute
End Sub

Public Sub SzRibbonCollect(control As IRibbonControl)
    SzCollect
End Sub

Public Sub SzRibbonCompute(control As IRibbonControl)
    SzCompute
End Sub

Public Sub SzRibbonGenerate(control As IRibbonControl)
    SzGenerate
End Sub

Public Sub SzRibbonPublish(control As IRibbonControl)
    SzPublish
End Sub

Public Sub SzRibbonTrack(control As IRibbonControl)
    SzTrack
End Sub

Public Sub SzRibbonReadReports(control As IRibbonControl)
    SzReadReports
End Sub

Public Sub SzRibbonApplyScheme(control As IRibbonControl)
    SzApplyScheme
End Sub

Public Sub SzRibbonExportScheme(control As IRibbonControl)
    SzExportScheme
End Sub
