Attribute VB_Name = "SzButtons"
Option Explicit

' What the buttons of the home sheet and the ribbon call; everything else is in Python.

Private Sub Press(job As String, command As String, Optional question As String)
    ' What RunPython does; but Python's sentence comes back and is shown once Python has let go of Excel, and
    ' whatever goes wrong arrives here. Macros are ASCII: what they say themselves stands in named cells.
    Dim told As String, typed As String, reached As Boolean, number As Long
    On Error GoTo Failed
    If IsExcel() Then
        If question <> "" Then
            typed = Trim(InputBox(Sentence(question), ThisWorkbook.Name))
            If typed = "" Then Exit Sub
        End If
        Application.EnableCancelKey = xlDisabled
        XLPy.SetAttr XLPy.Module("xlwings._xlwindows"), "BOOK_CALLER", ThisWorkbook
        reached = True
        told = XLPy.Str(XLPy.Call(XLPy.Module("shuzhi_xl.addin"), "answer", XLPy.Tuple("" & job, "" & typed)))
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
