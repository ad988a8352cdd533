; 安装程序. Built by packaging/installer.py, which gives VERSION, SOURCE (the bundle), OUT and, with a certificate, SIGN.
;
;   setup.exe [/ALLUSERS | /CURRENTUSER] [/S] [/NODESKTOP] [/PRESET=文件] [/DATABASE=网址] [/COUNTER=窗口号] [/D=文件夹]
;   uninstall.exe [/S] [/DELETEDATA]
;
; Exit codes: 0 done, 1 cancelled, 3 running, 4 newer one installed, 5 no rights, 6 installed otherwise already (for all
; accounts, for this one, by the MSI), 7 installed but the preset settings were refused, 8 backup failed (nothing was changed),
; 9 Windows too old, 10 folder's name too long, 11 files could not be written (what was there before is back), 12 installed in
; another folder already. LONGEST is the length of the longest name in the bundle.
; checks.nsh: before anything is changed; parts.nsh: what is replaced; removal.nsh: the uninstaller.

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
!include "x64.nsh"
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
!define MUI_FINISHPAGE_RUN
!define MUI_FINISHPAGE_RUN_FUNCTION OpenNow
!define MUI_FINISHPAGE_RUN_TEXT "现在打开${TITLE}"
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
UninstPage custom un.DataPage un.DataChosen
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "SimpChinese"

!include /CHARSET=UTF8 "checks.nsh"
!include /CHARSET=UTF8 "parts.nsh"

!macro EndingsChanged
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
!macroend

Function Told
  ; $R9: what the program said of a refusal, in its own words; empty when it is too old to write that down. What comes
  ; through a pipe is UTF-8, which nsExec would read in the country's code page.
  StrCpy $R9 ""
  ClearErrors
  FileOpen $R8 "$PLUGINSDIR\told.txt" r
  ${IfNot} ${Errors}
    FileReadUTF16LE $R8 $R9
    FileClose $R8
  ${EndIf}
FunctionEnd

Function OpenNow
  ; By the desktop, as whoever sits there: with the rights of setup, network drives and printers of that person are not there.
  Exec '"$WINDIR\explorer.exe" "$INSTDIR\bingliang.exe"'
FunctionEnd

; ── the installation ────────────────────────────────────────────────────────────────────────────────────────────────

Section "程序"
  SectionIn RO
  SetOverwrite on
  Call PutBack
  !insertmacro Closed "bingliang.exe" "${TITLE}正在运行（或者本账户不能写入“$INSTDIR”），请先关闭再安装。"
  !insertmacro Closed "bingliang-cli.exe" "${TITLE}的命令行（可能是定时备份）正在运行，请等它结束再安装。"
  InitPluginsDir
  System::Call 'kernel32::SetEnvironmentVariable(t "BINGLIANG_TOLD", t "$PLUGINSDIR\told.txt")'
  ; 先备份: the program that is still there knows its own database.
  ${If} ${FileExists} "$INSTDIR\bingliang-cli.exe"
    DetailPrint "正在备份数据库……"
    nsExec::Exec '"$INSTDIR\bingliang-cli.exe" backup --before-upgrade'
    Pop $0
    ${If} $0 != 0
      Call Told
      ${If} $R9 == ""
        StrCpy $R9 "请运行 bingliang-cli backup 查看原因；程序自己已经损坏的，先卸载（数据会保留）再安装。"
      ${EndIf}
      !insertmacro Refuse 8 "数据库没有备份成功，程序没有更换，原来的版本照常可用。$R9"
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
  ReadRegStr $0 SHCTX "${UNKEY}" "DisplayVersion"
  ${If} $0 != ""
  ${AndIfNot} ${FileExists} "$DESKTOP\${TITLE}.lnk"
    StrCpy $OnDesktop "no"          ; not wanted then, or thrown away since
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
  !insertmacro EndingsChanged
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
    nsExec::Exec '"$INSTDIR\bingliang-cli.exe" machine --keep $1'
    Pop $0
    ${If} $0 != 0
      StrCpy $Refused "yes"
      Call Told
      IfSilent +2
      MessageBox MB_OK|MB_ICONEXCLAMATION "程序已装好，但预先准备的设置没有写入，可以在第一次打开时填写。$\r$\n$\r$\n$R9"
    ${EndIf}
  ${EndIf}
SectionEnd

Function .onInstSuccess
  ${If} $Refused == "yes"
    SetErrorLevel 7
  ${EndIf}
FunctionEnd

!include /CHARSET=UTF8 "removal.nsh"
