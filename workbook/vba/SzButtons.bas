Attribute VB_Name = "SzButtons"
Option Explicit

' What the buttons of the home sheet and the ribbon call; everything else is in Python.

Private Sub Press(job As String, command As String)
    ' Python cannot reach a workbook that is open in WPS, so this alone must be told from here.
    If IsExcel() Then
        RunPython "import shuzhi_xl.addin; shuzhi_xl.addin." & job & "()"
    Else
        MsgBox Replace(ThisWorkbook.Names("SzNotExcel").RefersToRange.Value, "{job}", command), vbExclamation
    End If
End Sub

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
