; 动手以前: who may install what and where; nothing is changed here. Part of bingliang.nsi.

!macro Refuse code sentence
  SetErrorLevel ${code}
  IfSilent +2
  MessageBox MB_OK|MB_ICONSTOP `${sentence}`
  Quit
!macroend

!macro OneAtATime
  ; Two setups at once would take each other's files away. 183: there is one; 5: it belongs to another account.
  System::Call 'kernel32::CreateMutex(p 0, i 0, t "Global\bingliang-setup") p .R1 ?e'
  Pop $R2
  ${If} $R2 == 183
  ${OrIf} $R2 == 5
    !insertmacro Refuse 3 "另一个${TITLE}的安装或卸载程序正在运行，请等它结束。"
  ${EndIf}
!macroend

!macro Closed name sentence
  ; Windows does not let a running program be opened for writing.
  ${If} ${FileExists} "$INSTDIR\${name}"
    ClearErrors
    FileOpen $0 "$INSTDIR\${name}" a
    ${If} ${Errors}
      !insertmacro Refuse 3 "${sentence}"
    ${EndIf}
    FileClose $0
  ${EndIf}
!macroend

Function UseMode
  SetRegView 64
  ${If} $Mode == "all"
    SetShellVarContext all
  ${Else}
    SetShellVarContext current
  ${EndIf}
FunctionEnd

Function DefaultFolder
  ReadRegStr $INSTDIR SHCTX "${UNKEY}" "InstallLocation"
  ${If} $INSTDIR == ""
    ${If} $Mode == "all"
      StrCpy $INSTDIR "$PROGRAMFILES64\${APP}"
    ${Else}
      StrCpy $INSTDIR "$LOCALAPPDATA\Programs\${APP}"
    ${EndIf}
  ${EndIf}
FunctionEnd

Function CheckVersion
  ; 不能降级: an older program may not be able to read what a newer one has written.
  ReadRegStr $0 SHCTX "${UNKEY}" "DisplayVersion"
  ${If} $0 != ""
    ${VersionCompare} "${VERSION}" "$0" $1
    ${If} $1 == 2
      !insertmacro Refuse 4 "本机已装有更新的版本 $0，不能再装较旧的 ${VERSION}：旧程序可能读不了新程序写下的数据。确需回退，请先卸载 $0，并用升级前的数据库备份。"
    ${EndIf}
  ${EndIf}
  ReadRegStr $0 HKLM "Software\${APP}" "InstalledBy"
  ${If} $0 == "msi"
    !insertmacro Refuse 6 "本机的${TITLE}是管理员用 MSI 安装包（组策略）装的，升级和卸载也请用 MSI；要改用本安装程序，请先卸载它，数据会保留。"
  ${EndIf}
  ${If} $Mode == "all"
    ReadRegStr $0 HKCU "${UNKEY}" "DisplayVersion"
    ${If} $0 != ""
      !insertmacro Refuse 6 "本账户已只为自己装了一份${TITLE} $0。请先在“应用”里卸载它（数据会保留），再为所有账户安装，免得两份程序版本不一。"
    ${EndIf}
  ${Else}
    ReadRegStr $0 HKLM "${UNKEY}" "DisplayVersion"
    ${If} $0 != ""
      !insertmacro Refuse 6 "本机已为所有账户安装了${TITLE} $0，不必再为自己装一份。要升级，请由管理员运行本安装程序。"
    ${EndIf}
  ${EndIf}
FunctionEnd

Function .onInit
  ${IfNot} ${AtLeastWin10}
  ${OrIfNot} ${AtLeastBuild} 17763
  ${OrIfNot} ${RunningX64}
    !insertmacro Refuse 9 "本程序需要 64 位的 Windows 10（1809）或更新的系统。"
  ${EndIf}
  !insertmacro OneAtATime
  UserInfo::GetAccountType
  Pop $Admin
  ${GetParameters} $R0
  ClearErrors
  ${GetOptions} $R0 "/PRESET=" $Preset
  ${GetOptions} $R0 "/DATABASE=" $Database
  ${GetOptions} $R0 "/COUNTER=" $Counter
  StrCpy $OnDesktop "yes"
  ClearErrors
  ${GetOptions} $R0 "/NODESKTOP" $R1
  ${IfNot} ${Errors}
    StrCpy $OnDesktop "no"
  ${EndIf}
  ${If} $Preset == ""
  ${AndIf} ${FileExists} "$EXEDIR\bingliang-preset.toml"
    StrCpy $Preset "$EXEDIR\bingliang-preset.toml"
  ${EndIf}
  ${If} $Preset != ""
    GetFullPathName $R1 $Preset     ; the program that reads it is started in another folder
    ${If} $R1 != ""
      StrCpy $Preset $R1
    ${EndIf}
  ${EndIf}
  StrCpy $Mode "me"
  ${If} $Admin == "Admin"
    StrCpy $Mode "all"
  ${EndIf}
  ClearErrors
  ${GetOptions} $R0 "/CURRENTUSER" $R1
  ${IfNot} ${Errors}
    StrCpy $Mode "me"
  ${EndIf}
  ClearErrors
  ${GetOptions} $R0 "/ALLUSERS" $R1
  ${IfNot} ${Errors}
    StrCpy $Mode "all"
    ${If} $Admin != "Admin"
      !insertmacro Refuse 5 "为所有账户安装需要管理员权限。请右键“以管理员身份运行”，或改为只为自己安装。"
    ${EndIf}
  ${EndIf}
  Call UseMode
  ${If} $INSTDIR == ""        ; no /D=
    Call DefaultFolder
  ${EndIf}
  IfSilent 0 +4
    Call CheckVersion
    Call OwnFolder
    Call CheckFolder
FunctionEnd

Function OwnFolder
  ; 不与别的文件混放: a drive, or a folder in which something else lies, gets one of our own below it. Parts of the program
  ; are replaced and removed by their names there, and for all accounts the rights of the whole folder are set.
  ${GetFileName} $INSTDIR $0
  ReadRegStr $1 SHCTX "${UNKEY}" "InstallLocation"
  ${If} $0 == "${APP}"
  ${OrIf} $1 == $INSTDIR
  ${OrIf} ${FileExists} "$INSTDIR\bingliang.exe"
  ${OrIf} ${FileExists} "$INSTDIR\bingliang-cli.exe"
  ${OrIf} ${FileExists} "$INSTDIR\bingliang-replaced\*.*"
    Return
  ${EndIf}
  StrLen $0 $INSTDIR
  ${If} $0 > 3
    StrCpy $0 "empty"
    FindFirst $1 $2 "$INSTDIR\*.*"
    ${DoWhile} $2 != ""
      ${If} $2 != "."
      ${AndIf} $2 != ".."
        StrCpy $0 "used"
      ${EndIf}
      FindNext $1 $2
    ${Loop}
    FindClose $1
    ${If} $0 == "empty"
      Return
    ${EndIf}
  ${EndIf}
  StrCpy $0 $INSTDIR 1 -1
  ${If} $0 == "\"
    StrCpy $INSTDIR $INSTDIR -1
  ${EndIf}
  StrCpy $INSTDIR "$INSTDIR\${APP}"
FunctionEnd

Function Elsewhere
  ; $0: the folder in which the program is already, where that is another one; else empty. Two copies would differ soon,
  ; and what is asked before an upgrade (closed? backed up?) is asked of the one that is replaced.
  ReadRegStr $0 SHCTX "${UNKEY}" "InstallLocation"
  ${If} $0 == $INSTDIR
  ${OrIfNot} ${FileExists} "$0\bingliang.exe"
    StrCpy $0 ""
  ${EndIf}
FunctionEnd

Function CheckFolder
  Call Elsewhere
  ${If} $0 != ""
    !insertmacro Refuse 12 "程序已装在“$0”，升级要装在同一个文件夹。要换地方，请先卸载它（数据会保留）。"
  ${EndIf}
  ; Windows takes 259 signs for a file with its folders, and this program has names of its own below the folder.
  StrLen $0 $INSTDIR
  IntOp $0 $0 + ${LONGEST}
  ${If} $0 > 258
    IntOp $1 258 - ${LONGEST}
    !insertmacro Refuse 10 "安装文件夹的全路径太长，最多 $1 个字：再长，Windows 放不下里面的文件。请换一个短些的位置。"
  ${EndIf}
FunctionEnd

Function FolderChosen
  Call OwnFolder
  Call Elsewhere
  ${If} $0 != ""
    MessageBox MB_OK|MB_ICONEXCLAMATION "程序已装在“$0”，升级要装在同一个文件夹。要换地方，请先卸载它（数据会保留）。"
    Abort
  ${EndIf}
  StrLen $0 $INSTDIR
  IntOp $0 $0 + ${LONGEST}
  ${If} $0 > 258
    IntOp $1 258 - ${LONGEST}
    MessageBox MB_OK|MB_ICONEXCLAMATION "安装文件夹的全路径太长，最多 $1 个字。请换一个短些的位置。"
    Abort
  ${EndIf}
FunctionEnd

Function ModePage
  ${If} $Admin != "Admin"
    Call CheckVersion
    Abort                     ; nothing to choose
  ${EndIf}
  !insertmacro MUI_HEADER_TEXT "为谁安装" "两种装法的数据都在本机，升级和卸载都不会删除。"
  nsDialogs::Create 1018
  Pop $0
  ${NSD_CreateRadioButton} 0 10u 100% 12u "为这台电脑的所有账户安装（推荐；几个账户共用一个台账）(&A)"
  Pop $AllButton
  ${NSD_CreateRadioButton} 0 30u 100% 12u "只为我自己安装(&M)"
  Pop $MeButton
  ${If} $Mode == "all"
    ${NSD_Check} $AllButton
  ${Else}
    ${NSD_Check} $MeButton
  ${EndIf}
  nsDialogs::Show
FunctionEnd

Function ModeChosen
  StrCpy $1 $Mode
  ${NSD_GetState} $AllButton $0
  ${If} $0 == ${BST_CHECKED}
    StrCpy $Mode "all"
  ${Else}
    StrCpy $Mode "me"
  ${EndIf}
  Call UseMode
  ${If} $1 != $Mode
    Call DefaultFolder
  ${EndIf}
  Call CheckVersion
FunctionEnd
