; 卸载: the program goes, the data stays unless somebody says otherwise twice. Part of bingliang.nsi.

Function un.onInit
  SetRegView 64
  !insertmacro OneAtATime
  SetShellVarContext current
  ReadRegStr $Mode HKLM "${UNKEY}" "InstallLocation"
  ${If} $Mode == $INSTDIR
    SetShellVarContext all
    UserInfo::GetAccountType
    Pop $0
    ${If} $0 != "Admin"
      !insertmacro Refuse 5 "这份程序是为所有账户安装的，卸载需要管理员权限：请右键安装文件夹里的 uninstall.exe，选“以管理员身份运行”。"
    ${EndIf}
  ${EndIf}
  ${GetParameters} $R0
  ClearErrors
  ${GetOptions} $R0 "/DELETEDATA" $R1
  ${IfNot} ${Errors}
    StrCpy $DeleteData "yes"
  ${EndIf}
FunctionEnd

Function un.DataPage
  !insertmacro MUI_HEADER_TEXT "数据怎么办" "台账、文书和扫描件依法要归档保存，通常应当留下。"
  nsDialogs::Create 1018
  Pop $0
  ${NSD_CreateLabel} 0 0 100% 30u "不勾选：只卸载程序，数据库、文书和本机设置都留在原处，以后重新安装即可接着用。"
  Pop $0
  ${NSD_CreateCheckbox} 0 36u 100% 12u "连同本机的数据库、文书和设置一起永久删除(&D)"
  Pop $DeleteBox
  nsDialogs::Show
FunctionEnd

Function un.DataChosen
  ${NSD_GetState} $DeleteBox $0
  StrCpy $DeleteData ""
  ${If} $0 == ${BST_CHECKED}
    MessageBox MB_YESNO|MB_ICONEXCLAMATION|MB_DEFBUTTON2 "台账和文书删除后无法恢复。确实要永久删除本机的全部数据吗？" IDYES yes
    Abort
    yes:
    StrCpy $DeleteData "yes"
  ${EndIf}
FunctionEnd

Section "Uninstall"
  !insertmacro Closed "bingliang.exe" "${TITLE}正在运行，请先关闭再卸载。"
  !insertmacro Closed "bingliang-cli.exe" "${TITLE}的命令行（可能是定时备份）正在运行，请等它结束再卸载。"
  ${If} $DeleteData == "yes"
    ; In use by another copy of the program? Then the ledger would stay, and what belongs to it would go.
    ReadEnvStr $0 "PROGRAMDATA"
    StrCpy $0 "$0\${APP}\bingliang.db"
    ${If} ${FileExists} $0
      ClearErrors
      Rename $0 "$0.removed"
      ${If} ${Errors}
        !insertmacro Refuse 3 "本机的台账正被另一个账户的${TITLE}使用，没有卸载，也没有删除任何东西。请先关闭它。"
      ${EndIf}
      Rename "$0.removed" $0
    ${EndIf}
  ${EndIf}
  RMDir /r "$INSTDIR\bingliang-replaced"
  CreateDirectory "$INSTDIR\bingliang-replaced"
  ClearErrors
  !insertmacro ForEachOther SetAside
  ${If} ${Errors}
    !insertmacro ForEachOther PutBackOne
    RMDir "$INSTDIR\bingliang-replaced"
    !insertmacro Refuse 3 "${TITLE}的文件正被使用，没有卸载。请关闭它（也可能是定时备份）再试。"
  ${EndIf}
  RMDir /r "$INSTDIR\bingliang-replaced"
  Delete "$INSTDIR\uninstall.exe"
  RMDir /r "$INSTDIR\bingliang-outdated"
  RMDir "$INSTDIR"            ; only when nothing else lies in it
  Delete "$SMPROGRAMS\${TITLE}.lnk"
  Delete "$DESKTOP\${TITLE}.lnk"
  DeleteRegKey SHCTX "${UNKEY}"
  DeleteRegKey SHCTX "Software\Classes\bingliang.package"
  DeleteRegKey SHCTX "Software\Classes\.blpkg"
  !insertmacro EndingsChanged
  ${If} $DeleteData == "yes"
    ReadEnvStr $0 "PROGRAMDATA"
    ${If} $0 != ""
      RMDir /r "$0\${APP}"
    ${EndIf}
    SetShellVarContext current
    RMDir /r "$LOCALAPPDATA\${APP}"
  ${EndIf}
SectionEnd
