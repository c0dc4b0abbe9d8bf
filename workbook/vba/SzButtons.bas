Attribute VB_Name = "SzButtons"
Option Explicit

' What the buttons of the home sheet and the ribbon call; everything else is in Python.

Public Sub SzCheck()
    RunPython "import shuzhi_xl.addin; shuzhi_xl.addin.check()"
End Sub

Public Sub SzDistribute()
    RunPython "import shuzhi_xl.addin; shuzhi_xl.addin.distribute()"
End Sub

Public Sub SzCollect()
    RunPython "import shuzhi_xl.addin; shuzhi_xl.addin.collect()"
End Sub

Public Sub SzCompute()
    RunPython "import shuzhi_xl.addin; shuzhi_xl.addin.compute()"
End Sub

Public Sub SzGenerate()
    RunPython "import shuzhi_xl.addin; shuzhi_xl.addin.generate()"
End Sub

Public Sub SzPublish()
    RunPython "import shuzhi_xl.addin; shuzhi_xl.addin.publish()"
End Sub

Public Sub SzTrack()
    RunPython "import shuzhi_xl.addin; shuzhi_xl.addin.track()"
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
