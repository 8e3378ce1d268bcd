; The Windows installer, for Inno Setup 6.3 or later, made from the bundle that `bundle.py` leaves:
;
;     ISCC /DVersion=0.1.0 packaging\windows\shoegui.iss
;
; docs/packaging.md says how to sign. NOT YET RUN ON WINDOWS: it has been compiled, and its installer run,
; under Wine with stand-ins for the programs.

#ifndef Version
  #error Say which version, as /DVersion=0.1.0
#endif
; Where the bundle is, where icons.py put the icon, where the installer goes.
#ifndef Bundle
  #define Bundle "..\..\dist\shoegui"
#endif
#ifndef Icon
  #define Icon "..\..\build\icons\shoegui.ico"
#endif
#ifndef Output
  #define Output "..\..\dist"
#endif
; x86compatible only to try the script where there is no 64-bit Windows.
#ifndef Architecture
  #define Architecture "x64compatible"
#endif

#define WindowProgram "ShoeGUI.exe"
; tests/packaging/test_windows.py holds this to shoegui/photos/suffixes.py.
#define Suffixes ".jpg .jpeg .jpe .jfif .jif .mpo .png .apng .webp .gif .bmp .dib .tif .tiff .heic .heics .heif .heifs .hif .avif .avifs .ppm .pgm .pbm .pnm .tga .ico .jp2 .j2k .jpf .jpx .jpc .j2c"

[Setup]
; Never to be changed: Windows knows by it that a newer version replaces an older one.
AppId={{2D67F895-36D5-4FEC-B0C2-E7A6CDCC5B71}
AppName=ShoeGUI
AppVersion={#Version}
AppVerName=ShoeGUI {#Version}
AppPublisher=ShoeGUI contributors
VersionInfoVersion={#Version}
DefaultDirName={autopf}\ShoeGUI
DisableProgramGroupPage=yes
; For this user alone, without an administrator; a person can choose otherwise.
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=commandline dialog
ArchitecturesAllowed={#Architecture}
ArchitecturesInstallIn64BitMode=x64compatible
; The oldest that Qt 6.11 runs on: Windows 10, 1809.
MinVersion=10.0.17763
ChangesAssociations=yes
SetupIconFile={#Icon}
UninstallDisplayIcon={app}\{#WindowProgram}
WizardStyle=modern
Compression=lzma2/max
SolidCompression=yes
OutputDir={#Output}
OutputBaseFilename=ShoeGUI-{#Version}-windows-x64-setup
#ifdef Sign
; With /DSign and /Ssign="signtool sign ... $f" on ISCC's command line.
SignTool=sign
SignedUninstaller=yes
#endif

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"
Name: "de"; MessagesFile: "compiler:Languages\German.isl"

[CustomMessages]
en.FindSimilar=Find similar with ShoeGUI
de.FindSimilar=Ähnliche mit ShoeGUI suchen
en.ExplorerEntry=Add "Find similar with ShoeGUI" to the menu of pictures in Explorer
de.ExplorerEntry=„Ähnliche mit ShoeGUI suchen“ in das Menü von Bildern im Explorer aufnehmen
en.RemoveLibrary=Remove your ShoeGUI library too?%n%nIt is what ShoeGUI learned of your photos, with its settings and the networks you added, in%n%1%n%nYour photos are not touched. Choose No to keep the library for another installation.
de.RemoveLibrary=Auch Ihre ShoeGUI-Bibliothek entfernen?%n%nDas ist, was ShoeGUI von Ihren Fotos gelernt hat, mit den Einstellungen und den Netzen, die Sie hinzugefügt haben, in%n%1%n%nIhre Fotos bleiben unberührt. Wählen Sie Nein, um die Bibliothek für eine spätere Installation zu behalten.

[Tasks]
Name: "explorer"; Description: "{cm:ExplorerEntry}"
Name: "desktop"; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked

[InstallDelete]
; A part that a newer version no longer has must not stay.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "{#Bundle}\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[Icons]
Name: "{autoprograms}\ShoeGUI"; Filename: "{app}\{#WindowProgram}"
Name: "{autodesktop}\ShoeGUI"; Filename: "{app}\{#WindowProgram}"; Tasks: desktop

[Registry]
; "Open with" offers ShoeGUI for pictures; no picture type is taken over.
Root: HKA; Subkey: "Software\Classes\Applications\{#WindowProgram}"; ValueType: string; ValueName: "FriendlyAppName"; ValueData: "ShoeGUI"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Applications\{#WindowProgram}\shell\open\command"; ValueType: string; ValueData: """{app}\{#WindowProgram}"" ""%1"""
#define Remaining Suffixes + " "
#sub OneSuffix
  #define Suffix Copy(Remaining, 1, Pos(" ", Remaining) - 1)
  #define Verb "Software\Classes\SystemFileAssociations\" + Suffix + "\shell\ShoeGUI"
  #expr Remaining = Copy(Remaining, Pos(" ", Remaining) + 1)
Root: HKA; Subkey: "Software\Classes\Applications\{#WindowProgram}\SupportedTypes"; ValueType: string; ValueName: "{#Suffix}"; ValueData: ""
Root: HKA; Subkey: "{#Verb}"; ValueType: string; ValueData: "{cm:FindSimilar}"; Flags: uninsdeletekey; Tasks: explorer
Root: HKA; Subkey: "{#Verb}"; ValueType: string; ValueName: "Icon"; ValueData: """{app}\{#WindowProgram}"""; Tasks: explorer
; The window takes one picture at its start.
Root: HKA; Subkey: "{#Verb}"; ValueType: string; ValueName: "MultiSelectModel"; ValueData: "Single"; Tasks: explorer
Root: HKA; Subkey: "{#Verb}\command"; ValueType: string; ValueData: """{app}\{#WindowProgram}"" ""%1"""; Tasks: explorer
#endsub
#for {0; Remaining != ""; 0} OneSuffix

[Run]
Filename: "{app}\{#WindowProgram}"; Description: "{cm:LaunchProgram,ShoeGUI}"; Flags: nowait postinstall skipifsilent

[Code]
{ The library stays unless a person says otherwise. A silent removal keeps it too, unless it is started with /DELETELIBRARY=1.
  For the user who removes the program: with "for all users" others keep theirs in any case. }
procedure CurUninstallStepChanged(CurUninstallStep: TUninstallStep);
var
  Folder: String;
  Remove: Boolean;
begin
  Folder := ExpandConstant('{localappdata}\ShoeGUI');
  if (CurUninstallStep <> usPostUninstall) or not DirExists(Folder) then
    Exit;
  if UninstallSilent then
    Remove := ExpandConstant('{param:deletelibrary|0}') = '1'
  else
    Remove := MsgBox(FmtMessage(CustomMessage('RemoveLibrary'), [Folder]), mbConfirmation, MB_YESNO or MB_DEFBUTTON2) = IDYES;
  if Remove then
    DelTree(Folder, True, True, True);
end;
