; 换下与放回: what is replaced stays beside the new version until that is whole. Part of bingliang.nsi.

!macro ForEachPart step
  !insertmacro ForEachOther ${step}
  !insertmacro ${step} "uninstall.exe"
!macroend

!macro ForEachOther step        ; than the one that may be at work
  !insertmacro ${step} "_internal"
  !insertmacro ${step} "bingliang.exe"
  !insertmacro ${step} "bingliang-cli.exe"
  !insertmacro ${step} "files.txt"
  !insertmacro ${step} "sbom.cdx.json"
!macroend

!macro SetAside name
  ${If} ${FileExists} "$INSTDIR\${name}"
    Rename "$INSTDIR\${name}" "$INSTDIR\bingliang-replaced\${name}"
  ${EndIf}
!macroend

!macro PutBackOne name
  ${If} ${FileExists} "$INSTDIR\bingliang-replaced\${name}"
    RMDir /r "$INSTDIR\${name}"
    Delete "$INSTDIR\${name}"
    Rename "$INSTDIR\bingliang-replaced\${name}" "$INSTDIR\${name}"
  ${EndIf}
!macroend

!macro RemoveOne name
  RMDir /r "$INSTDIR\${name}"
  Delete "$INSTDIR\${name}"
!macroend

Function PutBack
  ; 放回: also after the power went in the middle of an installation; what is back already stays.
  ${If} ${FileExists} "$INSTDIR\bingliang-replaced\*.*"
    !insertmacro ForEachPart PutBackOne
    RMDir "$INSTDIR\bingliang-replaced"
  ${EndIf}
FunctionEnd

Function .onInstFailed
  ${If} $Changing == "yes"
    SetOutPath "$TEMP"                     ; a folder that is somebody's current one is not removed
    !insertmacro ForEachPart RemoveOne
    Call PutBack
    RMDir "$INSTDIR"                       ; there was none before
    SetErrorLevel 11
    IfSilent +2
    MessageBox MB_OK|MB_ICONSTOP "${INCOMPLETE}"
  ${EndIf}
FunctionEnd
