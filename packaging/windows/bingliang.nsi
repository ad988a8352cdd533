; 安装程序. Built by packaging/installer.py, which gives VERSION, SOURCE (the bundle), OUT and, with a certificate, SIGN.
;
;   setup.exe [/ALLUSERS | /CURRENTUSER] [/S] [/NODESKTOP] [/PRESET=文件] [/DATABASE=网址] [/COUNTER=窗口号] [/D=文件夹]
;   uninstall.exe [/S] [/DELETEDATA]
;
; Exit codes: 0 done, 1 cancelled, 3 running, 4 newer one installed, 5 no rights, 6 installed for all accounts already (by
; a setup or by the MSI), 7 installed but the preset settings were refused, 8 backup failed (nothing was changed), 9 Windows
; too old, 10 folder's name too long, 11 files could not be written (what was there before is back). LONGEST is the length
; of the longest name in the bundle.

Unicode true
!ifdef AMD64
Target amd64-unicode
!endif
ManifestDPIAware true
ManifestSupportedOS Win10
SetCompressor /SOLID ${COMPRESSOR}
AllowSkipFiles off                   ; a program with a file left out is no program
SetCompressorDictSize 64             ; both programs carry the same archive: the second is then next to nothing
RequestExecutionLevel highest
CRCCheck force

!include "MUI2.nsh"
!include "FileFunc.nsh"
!include "WordFunc.nsh"
!include "LogicLib.nsh"
!include "nsDialogs.nsh"
!include "WinVer.nsh"
!insertmacro GetParameters
!insertmacro GetOptions
!insertmacro VersionCompare

!define APP "bingliang"
!define TITLE "并联审批柜台"
!define INCOMPLETE "程序文件没有写全（磁盘满、没有写入权限，或者被杀毒软件拦下），请查明后再安装。数据没有改动；原来装着的版本已经放回，照常可用。"
!define UNKEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\${APP}"

Name "${TITLE}"
OutFile "${OUT}"
BrandingText "${TITLE} ${VERSION}"
Caption "${TITLE} ${VERSION} 安装"
UninstallCaption "${TITLE} 卸载"
VIProductVersion "${QUAD}"
VIAddVersionKey /LANG=2052 "ProductName" "${TITLE}"
VIAddVersionKey /LANG=2052 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=2052 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=2052 "FileDescription" "${TITLE} 安装程序"
VIAddVersionKey /LANG=2052 "CompanyName" "${APP}"
VIAddVersionKey /LANG=2052 "LegalCopyright" "Apache-2.0"
!ifdef SIGN
!uninstfinalize '${SIGN}'
!endif

Var Mode            ; all | me
Var Admin
Var AllButton
Var MeButton
Var Preset
Var Database
Var Counter
Var OnDesktop
Var Refused
Var Changing        ; the parts of the program are being replaced
Var DeleteData
Var DeleteBox

!define MUI_ICON "bingliang.ico"
!define MUI_UNICON "bingliang.ico"
!define MUI_WELCOMEFINISHPAGE_BITMAP "side.bmp"
!define MUI_ABORTWARNING
!define MUI_WELCOMEPAGE_TITLE "安装${TITLE} ${VERSION}"
!define MUI_WELCOMEPAGE_TEXT "安装前请关闭正在运行的${TITLE}。$\r$\n$\r$\n已有的数据不会改动：从旧版本升级时先自动备份数据库，备份成功后才更换程序。$\r$\n$\r$\n点“下一步”继续。"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_LICENSE "licence.txt"
Page custom ModePage ModeChosen
!define MUI_PAGE_CUSTOMFUNCTION_LEAVE FolderChosen
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_RUN "$INSTDIR\bingliang.exe"
!define MUI_FINISHPAGE_RUN_TEXT "现在打开${TITLE}"
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
UninstPage custom un.DataPage un.DataChosen
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "SimpChinese"

; ── before anything is changed ──────────────────────────────────────────────────────────────────────────────────────

!macro Refuse code sentence
  SetErrorLevel ${code}
  IfSilent +2
  MessageBox MB_OK|MB_ICONSTOP `${sentence}`
  Quit
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
  ${If} $Mode == "me"
    ReadRegStr $0 HKLM "${UNKEY}" "DisplayVersion"
    ${If} $0 != ""
      !insertmacro Refuse 6 "本机已为所有账户安装了${TITLE} $0，不必再为自己装一份。要升级，请由管理员运行本安装程序。"
    ${EndIf}
  ${EndIf}
FunctionEnd

Function .onInit
  ${IfNot} ${AtLeastWin10}
    !insertmacro Refuse 9 "本程序需要 Windows 10（1809）或更新的系统。"
  ${EndIf}
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
  IfSilent 0 +3
    Call CheckVersion
    Call CheckFolder
FunctionEnd

Function CheckFolder
  ; Windows takes 259 signs for a file with its folders, and this program has names of its own below the folder.
  StrLen $0 $INSTDIR
  IntOp $0 $0 + ${LONGEST}
  ${If} $0 > 258
    IntOp $1 258 - ${LONGEST}
    !insertmacro Refuse 10 "安装文件夹的全路径太长，最多 $1 个字：再长，Windows 放不下里面的文件。请换一个短些的位置。"
  ${EndIf}
FunctionEnd

Function FolderChosen
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

; ── what is replaced stays beside it until the new one is whole ─────────────────────────────────────────────────────

!macro ForEachPart step
  !insertmacro ${step} "_internal"
  !insertmacro ${step} "bingliang.exe"
  !insertmacro ${step} "bingliang-cli.exe"
  !insertmacro ${step} "files.txt"
  !insertmacro ${step} "sbom.cdx.json"
  !insertmacro ${step} "uninstall.exe"
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

; ── the installation ────────────────────────────────────────────────────────────────────────────────────────────────

Section "程序"
  SectionIn RO
  SetOverwrite on
  Call PutBack
  ; Closed? Windows does not let a running program be opened for writing.
  ${If} ${FileExists} "$INSTDIR\bingliang.exe"
    ClearErrors
    FileOpen $0 "$INSTDIR\bingliang.exe" a
    ${If} ${Errors}
      !insertmacro Refuse 3 "${TITLE}正在运行，请先关闭再安装。"
    ${EndIf}
    FileClose $0
  ${EndIf}
  ; 先备份: the program that is still there knows its own database.
  ${If} ${FileExists} "$INSTDIR\bingliang-cli.exe"
    DetailPrint "正在备份数据库……"
    nsExec::ExecToLog '"$INSTDIR\bingliang-cli.exe" backup --before-upgrade'
    Pop $0
    ${If} $0 != 0
      !insertmacro Refuse 8 "数据库没有备份成功，程序没有更换，原来的版本照常可用。请运行 bingliang-cli backup 查看原因。"
    ${EndIf}
  ${EndIf}
  ; Never stale modules beside new ones. Nothing of a program that runs, and be it a task at night, can be set aside.
  RMDir /r "$INSTDIR\bingliang-outdated"
  CreateDirectory "$INSTDIR\bingliang-replaced"
  ClearErrors
  !insertmacro ForEachPart SetAside
  ${If} ${Errors}
    Call PutBack
    !insertmacro Refuse 3 "${TITLE}正在运行（也可能是定时备份），请等它结束或者关闭后再安装。原来的版本照常可用。"
  ${EndIf}
  StrCpy $Changing "yes"
  SetOutPath "$INSTDIR"
  ClearErrors
  File /r "${SOURCE}\*.*"     ; backward: NSIS on Windows finds no folder in a path that ends in a forward one
  WriteUninstaller "$INSTDIR\uninstall.exe"
  ${If} ${Errors}
    Abort "${INCOMPLETE}"
  ${EndIf}
  Rename "$INSTDIR\bingliang-replaced" "$INSTDIR\bingliang-outdated"
  StrCpy $Changing ""
  RMDir /r /REBOOTOK "$INSTDIR\bingliang-outdated"
  ; For all accounts, but not below Program Files: there everybody may write, also over the program that others start.
  ${If} $Mode == "all"
    StrLen $1 "$PROGRAMFILES64\"
    StrCpy $0 "$INSTDIR" $1
    ${If} $0 != "$PROGRAMFILES64\"
      nsExec::Exec '"$SYSDIR\icacls.exe" "$INSTDIR" /inheritance:r /grant:r *S-1-5-18:(OI)(CI)F *S-1-5-32-544:(OI)(CI)F *S-1-5-32-545:(OI)(CI)RX /Q'
      Pop $0
    ${EndIf}
  ${EndIf}
  ; One shortcut's folder for all accounts, or for one: SHCTX and $SMPROGRAMS follow the mode.
  CreateShortcut "$SMPROGRAMS\${TITLE}.lnk" "$INSTDIR\bingliang.exe"
  ${If} $OnDesktop == "yes"
    CreateShortcut "$DESKTOP\${TITLE}.lnk" "$INSTDIR\bingliang.exe"
  ${EndIf}
  ; 交换包: a double click imports it.
  WriteRegStr SHCTX "Software\Classes\.blpkg" "" "bingliang.package"
  WriteRegStr SHCTX "Software\Classes\bingliang.package" "" "并联审批交换包"
  WriteRegStr SHCTX "Software\Classes\bingliang.package\DefaultIcon" "" "$INSTDIR\bingliang.exe,0"
  WriteRegStr SHCTX "Software\Classes\bingliang.package\shell\open\command" "" '"$INSTDIR\bingliang.exe" "%1"'
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
  WriteRegStr SHCTX "${UNKEY}" "DisplayName" "${TITLE}"
  WriteRegStr SHCTX "${UNKEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr SHCTX "${UNKEY}" "DisplayIcon" "$INSTDIR\bingliang.exe"
  WriteRegStr SHCTX "${UNKEY}" "Publisher" "${APP}"
  WriteRegStr SHCTX "${UNKEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr SHCTX "${UNKEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr SHCTX "${UNKEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegStr SHCTX "${UNKEY}" "InstallMode" "$Mode"
  WriteRegDWORD SHCTX "${UNKEY}" "NoModify" 1
  WriteRegDWORD SHCTX "${UNKEY}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD SHCTX "${UNKEY}" "EstimatedSize" $0
  ; 预先准备的本机设置: read, checked and written by the program itself; what a counter has set already stays.
  StrCpy $1 ""
  ${If} $Preset != ""
    StrCpy $1 '$1 --preset "$Preset"'
  ${EndIf}
  ${If} $Database != ""
    StrCpy $1 '$1 --database "$Database"'
  ${EndIf}
  ${If} $Counter != ""
    StrCpy $1 '$1 --counter "$Counter"'
  ${EndIf}
  ${If} $1 != ""
    nsExec::ExecToLog '"$INSTDIR\bingliang-cli.exe" machine --keep $1'
    Pop $0
    ${If} $0 != 0
      StrCpy $Refused "yes"
      IfSilent +2
      MessageBox MB_OK|MB_ICONEXCLAMATION "程序已装好，但预先准备的设置没有写入（见安装详情）。可以在第一次打开时填写。"
    ${EndIf}
  ${EndIf}
SectionEnd

Function .onInstSuccess
  ${If} $Refused == "yes"
    SetErrorLevel 7
  ${EndIf}
FunctionEnd

; ── removal ─────────────────────────────────────────────────────────────────────────────────────────────────────────

Function un.onInit
  SetRegView 64
  SetShellVarContext current
  ReadRegStr $Mode HKLM "${UNKEY}" "InstallLocation"
  ${If} $Mode == $INSTDIR
    SetShellVarContext all
    UserInfo::GetAccountType
    Pop $0
    ${If} $0 != "Admin"
      !insertmacro Refuse 5 "这份程序是为所有账户安装的，卸载需要管理员权限。"
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
  ClearErrors
  FileOpen $0 "$INSTDIR\bingliang.exe" a
  ${If} ${Errors}
  ${AndIf} ${FileExists} "$INSTDIR\bingliang.exe"
    !insertmacro Refuse 3 "${TITLE}正在运行，请先关闭再卸载。"
  ${EndIf}
  FileClose $0
  !insertmacro ForEachPart RemoveOne
  RMDir /r "$INSTDIR\bingliang-outdated"
  RMDir /r "$INSTDIR\bingliang-replaced"
  RMDir "$INSTDIR"            ; only when nothing else lies in it
  Delete "$SMPROGRAMS\${TITLE}.lnk"
  Delete "$DESKTOP\${TITLE}.lnk"
  DeleteRegKey SHCTX "${UNKEY}"
  DeleteRegKey SHCTX "Software\Classes\bingliang.package"
  DeleteRegKey SHCTX "Software\Classes\.blpkg"
  ${If} $DeleteData == "yes"
    ReadEnvStr $0 "PROGRAMDATA"
    ${If} $0 != ""
      RMDir /r "$0\${APP}"
    ${EndIf}
    SetShellVarContext current
    RMDir /r "$LOCALAPPDATA\${APP}"
  ${EndIf}
SectionEnd
