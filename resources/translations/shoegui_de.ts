<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
    <context>
        <name>About</name>
        <message>
            <source>arithmetic</source>
            <translation>rechnet</translation>
        </message>
        <message>
            <source>finds the program's folders</source>
            <translation>findet die Ordner des Programms</translation>
        </message>
        <message>
            <source>nearest neighbours</source>
            <translation>findet die nächsten Nachbarn</translation>
        </message>
        <message>
            <source>one writer at a time</source>
            <translation>lässt immer nur einen schreiben</translation>
        </message>
        <message>
            <source>public domain</source>
            <translation>gemeinfrei</translation>
        </message>
        <message>
            <source>reads HEIC pictures</source>
            <translation>liest HEIC-Bilder</translation>
        </message>
        <message>
            <source>reads networks</source>
            <translation>liest Netze</translation>
        </message>
        <message>
            <source>reads pictures</source>
            <translation>liest Bilder</translation>
        </message>
        <message>
            <source>recognises files</source>
            <translation>erkennt Dateien wieder</translation>
        </message>
        <message>
            <source>runs it all</source>
            <translation>führt alles aus</translation>
        </message>
        <message>
            <source>runs the network</source>
            <translation>rechnet das Netz</translation>
        </message>
        <message>
            <source>sees changes in folders</source>
            <translation>bemerkt Änderungen in Ordnern</translation>
        </message>
        <message>
            <source>the command line</source>
            <translation>die Befehlszeile</translation>
        </message>
        <message>
            <source>the library</source>
            <translation>die Bibliothek</translation>
        </message>
        <message>
            <source>the network's weights</source>
            <translation>die Gewichte des Netzes</translation>
        </message>
        <message>
            <source>the window; linked to, not modified</source>
            <translation>das Fenster; angebunden, nicht verändert</translation>
        </message>
    </context>
    <context>
        <name>AboutBox</name>
        <message>
            <source>About ShoeGUI</source>
            <translation>Über ShoeGUI</translation>
        </message>
        <message>
            <source>Copy versions</source>
            <translation>Versionen kopieren</translation>
        </message>
        <message>
            <source>Finds pictures by picture, in your own folders, on your own computer. It sends nothing anywhere.</source>
            <translation>Findet Bilder anhand von Bildern, in Ihren eigenen Ordnern, auf Ihrem eigenen Computer. Nichts wird irgendwohin gesendet.</translation>
        </message>
        <message>
            <source>Licences</source>
            <translation>Lizenzen</translation>
        </message>
        <message>
            <source>Network runs on</source>
            <translation>Netz läuft auf</translation>
        </message>
        <message>
            <source>Qt and PySide6 are used under the GNU Lesser General Public License, version 3. They are linked to as separate libraries and are not modified: you may replace them with versions of your own. Their source is at qt.io.</source>
            <translation>Qt und PySide6 werden unter der GNU Lesser General Public License, Version 3, verwendet. Sie sind als eigene Bibliotheken angebunden und nicht verändert: Sie dürfen durch eigene Fassungen ersetzt werden. Ihr Quelltext liegt auf qt.io.</translation>
        </message>
        <message>
            <source>ShoeGUI itself is under the MIT licence. It stands on the work of others:</source>
            <translation>ShoeGUI selbst steht unter der MIT-Lizenz. Es baut auf der Arbeit anderer auf:</translation>
        </message>
        <message>
            <source>ShoeGUI {version}</source>
            <translation>ShoeGUI {version}</translation>
        </message>
        <message>
            <source>Versions</source>
            <translation>Versionen</translation>
        </message>
    </context>
    <context>
        <name>Actions</name>
        <message>
            <source>&amp;About ShoeGUI</source>
            <translation>Ü&amp;ber ShoeGUI</translation>
        </message>
        <message>
            <source>&amp;Appearance</source>
            <translation>&amp;Erscheinungsbild</translation>
        </message>
        <message>
            <source>&amp;Back</source>
            <translation>&amp;Zurück</translation>
        </message>
        <message>
            <source>&amp;Collapse near duplicates</source>
            <translation>Fast &amp;gleiche Bilder zusammenfassen</translation>
        </message>
        <message>
            <source>&amp;File</source>
            <translation>&amp;Datei</translation>
        </message>
        <message>
            <source>&amp;Forward</source>
            <translation>&amp;Vorwärts</translation>
        </message>
        <message>
            <source>&amp;Full screen</source>
            <translation>&amp;Vollbild</translation>
        </message>
        <message>
            <source>&amp;Help</source>
            <translation>&amp;Hilfe</translation>
        </message>
        <message>
            <source>&amp;Keyboard shortcuts</source>
            <translation>&amp;Tastenkürzel</translation>
        </message>
        <message>
            <source>&amp;Library…</source>
            <translation>Bib&amp;liothek…</translation>
        </message>
        <message>
            <source>&amp;New search</source>
            <translation>&amp;Neue Suche</translation>
        </message>
        <message>
            <source>&amp;Only in…</source>
            <translation>Nur &amp;in…</translation>
        </message>
        <message>
            <source>&amp;Open a picture…</source>
            <translation>Bild ö&amp;ffnen…</translation>
        </message>
        <message>
            <source>&amp;Paste a picture</source>
            <translation>Bild &amp;einfügen</translation>
        </message>
        <message>
            <source>&amp;Photo</source>
            <translation>&amp;Foto</translation>
        </message>
        <message>
            <source>&amp;Photo panel</source>
            <translation>Bereich &amp;Foto</translation>
        </message>
        <message>
            <source>&amp;Query panel</source>
            <translation>Bereich &amp;Suchbild</translation>
        </message>
        <message>
            <source>&amp;Quit</source>
            <translation>&amp;Beenden</translation>
        </message>
        <message>
            <source>&amp;Search</source>
            <translation>&amp;Suchen</translation>
        </message>
        <message>
            <source>&amp;User guide</source>
            <translation>Benutzer&amp;handbuch (englisch)</translation>
        </message>
        <message>
            <source>&amp;View</source>
            <translation>&amp;Ansicht</translation>
        </message>
        <message>
            <source>Add &amp;folders…</source>
            <translation>&amp;Ordner hinzufügen…</translation>
        </message>
        <message>
            <source>Index &amp;gently, on one core</source>
            <translation>&amp;Schonend indizieren, auf einem Kern</translation>
        </message>
        <message>
            <source>O&amp;ther libraries</source>
            <translation>&amp;Andere Bibliotheken</translation>
        </message>
        <message>
            <source>Pa&amp;use all indexing</source>
            <translation>Indizieren ganz an&amp;halten</translation>
        </message>
        <message>
            <source>Show the &amp;log file</source>
            <translation>&amp;Protokolldatei zeigen</translation>
        </message>
    </context>
    <context>
        <name>AppearanceMenu</name>
        <message>
            <source>&amp;Dark</source>
            <translation>&amp;Dunkel</translation>
        </message>
        <message>
            <source>&amp;Light</source>
            <translation>&amp;Hell</translation>
        </message>
        <message>
            <source>Like the &amp;system</source>
            <translation>Wie das &amp;System</translation>
        </message>
    </context>
    <context>
        <name>Chip</name>
        <message>
            <source>Click to take this filter away</source>
            <translation>Klicken, um diesen Filter zu entfernen</translation>
        </message>
        <message>
            <source>Take the filter {name} away</source>
            <translation>Filter {name} entfernen</translation>
        </message>
    </context>
    <context>
        <name>Compare</name>
        <message>
            <source>Compare</source>
            <translation>Vergleich</translation>
        </message>
        <message>
            <source>Match</source>
            <translation>Treffer</translation>
        </message>
        <message>
            <source>Picture without a name</source>
            <translation>Bild ohne Namen</translation>
        </message>
        <message>
            <source>Searched for</source>
            <translation>Gesucht</translation>
        </message>
        <message>
            <source>Searched for the outlined part</source>
            <translation>Gesucht: der umrandete Teil</translation>
        </message>
        <message>
            <source>Swap sides</source>
            <translation>Seiten tauschen</translation>
        </message>
        <message>
            <source>Swap sides (X)</source>
            <translation>Seiten tauschen (X)</translation>
        </message>
        <message>
            <source>Your picture</source>
            <translation>Das Suchbild</translation>
        </message>
    </context>
    <context>
        <name>Controller</name>
        <message>
            <source>The search goes on without it</source>
            <translation>Die Suche geht ohne dieses Bild weiter</translation>
        </message>
    </context>
    <context>
        <name>CropView</name>
        <message>
            <source>A part {width} % wide and {height} % high, {left} % from the left and {top} % from the top. Arrows move it, with Ctrl they resize it, Esc clears it</source>
            <translation>Ein Ausschnitt, {width} % breit und {height} % hoch, {left} % von links und {top} % von oben. Die Pfeiltasten verschieben ihn, mit Strg ändern sie die Größe, Esc hebt ihn auf</translation>
        </message>
        <message>
            <source>Query picture</source>
            <translation>Suchbild</translation>
        </message>
        <message>
            <source>The whole picture. Press Enter or drag to choose a part of it</source>
            <translation>Das ganze Bild. Eingabetaste oder Ziehen wählt einen Ausschnitt</translation>
        </message>
    </context>
    <context>
        <name>Days</name>
        <message>
            <source>First day</source>
            <translation>Erster Tag</translation>
        </message>
        <message>
            <source>From</source>
            <translation>Von</translation>
        </message>
        <message>
            <source>Last day</source>
            <translation>Letzter Tag</translation>
        </message>
        <message>
            <source>To</source>
            <translation>Bis</translation>
        </message>
    </context>
    <context>
        <name>DropOverlay</name>
        <message>
            <source>What a drop will do</source>
            <translation>Was beim Ablegen geschieht</translation>
        </message>
    </context>
    <context>
        <name>ElidedLabel</name>
        <message>
            <source>Copy</source>
            <translation>Kopieren</translation>
        </message>
    </context>
    <context>
        <name>EmptyState</name>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Choose folders…</source>
            <translation>Ordner wählen…</translation>
        </message>
        <message>
            <source>Drop a picture here</source>
            <translation>Bild hier ablegen</translation>
        </message>
        <message>
            <source>Find pictures by picture</source>
            <translation>Bilder mit Bildern finden</translation>
        </message>
        <message>
            <source>First choose the folders with your photos, or drop one here. ShoeGUI looks at each photo once and remembers what it looks like. Nothing leaves this computer.</source>
            <translation>Wählen Sie zuerst die Ordner mit Ihren Fotos, oder legen Sie einen hier ab. ShoeGUI sieht sich jedes Foto einmal an und merkt sich, wie es aussieht. Nichts verlässt diesen Computer.</translation>
        </message>
        <message>
            <source>Getting ready…</source>
            <translation>Wird vorbereitet…</translation>
        </message>
        <message>
            <source>Looking for similar pictures…</source>
            <translation>Ähnliche Bilder werden gesucht…</translation>
        </message>
        <message>
            <source>No photos to search in</source>
            <translation>Noch keine Fotos zum Durchsuchen</translation>
        </message>
        <message>
            <source>Open a picture…</source>
            <translation>Bild öffnen…</translation>
        </message>
        <message>
            <source>The library has no photos yet. Choose the folders they are in.</source>
            <translation>Die Bibliothek hat noch keine Fotos. Wählen Sie die Ordner, in denen sie liegen.</translation>
        </message>
        <message>
            <source>This search did not work</source>
            <translation>Diese Suche ist fehlgeschlagen</translation>
        </message>
        <message>
            <source>Try the sample pictures</source>
            <translation>Mit Beispielbildern ausprobieren</translation>
        </message>
        <message>
            <source>Your photos that look like it will be shown. You can also paste one with {key}, or drag one out of a web page.</source>
            <translation>ShoeGUI zeigt dann Ihre Fotos, die ihm ähnlich sehen. Sie können ein Bild auch mit {key} einfügen oder aus einer Webseite ziehen.</translation>
        </message>
        <message>
            <source>{done} of {total}</source>
            <translation>{done} von {total}</translation>
        </message>
    </context>
    <context>
        <name>Engine</name>
        <message>
            <source>'{device}' is not a device</source>
            <translation>„{device}“ ist kein Gerät</translation>
        </message>
        <message>
            <source>'{name}' is not a kind of file</source>
            <translation>„{name}“ ist keine Dateiart</translation>
        </message>
        <message>
            <source>'{name}' is not an orientation</source>
            <translation>„{name}“ ist keine Ausrichtung</translation>
        </message>
        <message>
            <source>'{precision}' is not a precision</source>
            <translation>„{precision}“ ist keine Genauigkeit</translation>
        </message>
        <message>
            <source>'{text}' is not a crop</source>
            <translation>„{text}“ ist kein Ausschnitt</translation>
        </message>
        <message>
            <source>1 photo</source>
            <translation>1 Foto</translation>
        </message>
        <message>
            <source>1 photo has no features and cannot be found.</source>
            <translation>1 Foto hat keine Merkmale und kann nicht gefunden werden.</translation>
        </message>
        <message>
            <source>A network needs a .toml file that describes it</source>
            <translation>Zu einem Netz gehört eine .toml-Datei, die es beschreibt</translation>
        </message>
        <message>
            <source>A part of the features of {photos} is missing: they are found, but not in the best order.</source>
            <translation>Ein Teil der Merkmale von {photos} fehlt: Sie werden gefunden, aber nicht in der besten Reihenfolge.</translation>
        </message>
        <message>
            <source>Ask for 1 or more</source>
            <translation>Verlangen Sie mindestens 1</translation>
        </message>
        <message>
            <source>CPU, 1 thread</source>
            <translation>CPU, 1 Thread</translation>
        </message>
        <message>
            <source>CPU, {number} threads</source>
            <translation>CPU, {number} Threads</translation>
        </message>
        <message>
            <source>CUDA {cuda} and cuDNN {cudnn} libraries</source>
            <translation>Bibliotheken von CUDA {cuda} und cuDNN {cudnn}</translation>
        </message>
        <message>
            <source>Check how it is written</source>
            <translation>Prüfen Sie die Schreibweise</translation>
        </message>
        <message>
            <source>Check that the disk is connected and the file may be opened</source>
            <translation>Prüfen Sie, ob das Laufwerk angeschlossen ist und die Datei geöffnet werden darf</translation>
        </message>
        <message>
            <source>Check the disk</source>
            <translation>Prüfen Sie das Laufwerk</translation>
        </message>
        <message>
            <source>Check the disk and its cable</source>
            <translation>Prüfen Sie Laufwerk und Kabel</translation>
        </message>
        <message>
            <source>Check the drive and its cable</source>
            <translation>Prüfen Sie Laufwerk und Kabel</translation>
        </message>
        <message>
            <source>Check who owns it and its rights</source>
            <translation>Prüfen Sie Besitzer und Rechte</translation>
        </message>
        <message>
            <source>Check who owns the folder and its rights</source>
            <translation>Prüfen Sie Besitzer und Rechte des Ordners</translation>
        </message>
        <message>
            <source>Choose 0 (all cores) to 1024</source>
            <translation>Möglich ist 0 (alle Kerne) bis 1024</translation>
        </message>
        <message>
            <source>Choose a place that can be written to</source>
            <translation>Wählen Sie einen Ort, an dem geschrieben werden kann</translation>
        </message>
        <message>
            <source>Choose another place</source>
            <translation>Wählen Sie einen anderen Ort</translation>
        </message>
        <message>
            <source>Choose one of {names}</source>
            <translation>Zur Wahl stehen {names}</translation>
        </message>
        <message>
            <source>Choose the precision float32 or auto</source>
            <translation>Wählen Sie die Genauigkeit float32 oder auto</translation>
        </message>
        <message>
            <source>Close other programs that use it, or choose the device cpu</source>
            <translation>Schließen Sie andere Programme, die ihn belegen, oder wählen Sie das Gerät cpu</translation>
        </message>
        <message>
            <source>Copy it again from where it came</source>
            <translation>Kopieren Sie die Datei noch einmal von ihrer Quelle</translation>
        </message>
        <message>
            <source>Correct it, or delete the file to return to the defaults</source>
            <translation>Berichtigen Sie sie, oder löschen Sie die Datei, um zu den Vorgaben zurückzukehren</translation>
        </message>
        <message>
            <source>Correct the manifest or export the network again</source>
            <translation>Berichtigen Sie das Manifest, oder exportieren Sie das Netz neu</translation>
        </message>
        <message>
            <source>Correct the manifest's field 'sha256' if the file is the right one</source>
            <translation>Ist es die richtige Datei, berichtigen Sie das Feld „sha256“ des Manifests</translation>
        </message>
        <message>
            <source>Correct {file} or export the network again</source>
            <translation>Berichtigen Sie {file}, oder exportieren Sie das Netz neu</translation>
        </message>
        <message>
            <source>Delete the file to return to the defaults</source>
            <translation>Löschen Sie die Datei, um zu den Vorgaben zurückzukehren</translation>
        </message>
        <message>
            <source>EfficientNet-Lite0: less than half the work, a little less precise.</source>
            <translation>EfficientNet-Lite0: weniger als halb so viel Rechenaufwand, etwas ungenauer.</translation>
        </message>
        <message>
            <source>EfficientNet-Lite2: the default, finds the same kind of thing most reliably.</source>
            <translation>EfficientNet-Lite2: die Voreinstellung, findet Gleichartiges am zuverlässigsten.</translation>
        </message>
        <message>
            <source>Export it again for the operators that onnxruntime knows, or use another network</source>
            <translation>Exportieren Sie es für die Operatoren, die onnxruntime kennt, oder nehmen Sie ein anderes Netz</translation>
        </message>
        <message>
            <source>Export it again with all weights inside the .onnx file</source>
            <translation>Exportieren Sie es neu, mit allen Gewichten in der .onnx-Datei</translation>
        </message>
        <message>
            <source>Free some space and run it again</source>
            <translation>Schaffen Sie Platz, und versuchen Sie es noch einmal</translation>
        </message>
        <message>
            <source>Free some space and run it again; what is done is kept</source>
            <translation>Schaffen Sie Platz, und versuchen Sie es noch einmal; was fertig ist, bleibt erhalten</translation>
        </message>
        <message>
            <source>Give a number above 0 for more like it, below 0 for less</source>
            <translation>Geben Sie eine Zahl über 0 an für mehr davon, unter 0 für weniger</translation>
        </message>
        <message>
            <source>Give a number from 0 (same kind) to 1 (same look)</source>
            <translation>Geben Sie eine Zahl von 0 (gleiche Art) bis 1 (gleiches Aussehen) an</translation>
        </message>
        <message>
            <source>Give left, top, right and bottom between 0 and 1, left before right and top before bottom</source>
            <translation>Links, oben, rechts und unten liegen zwischen 0 und 1, links vor rechts und oben vor unten</translation>
        </message>
        <message>
            <source>Give one or more</source>
            <translation>Geben Sie eines oder mehrere an</translation>
        </message>
        <message>
            <source>Give one or more of what is wanted, too</source>
            <translation>Geben Sie auch mindestens eines von dem an, was gesucht wird</translation>
        </message>
        <message>
            <source>Give the earlier day first</source>
            <translation>Geben Sie den früheren Tag zuerst an</translation>
        </message>
        <message>
            <source>Give this one another name in its manifest</source>
            <translation>Geben Sie diesem in seinem Manifest einen anderen Namen</translation>
        </message>
        <message>
            <source>If there is an NVIDIA GPU, install its driver, release {release} or later</source>
            <translation>Gibt es eine NVIDIA-Grafikkarte, installieren Sie den Treiber ab Version {release}</translation>
        </message>
        <message>
            <source>Indexing</source>
            <translation>Indizieren</translation>
        </message>
        <message>
            <source>Install NVIDIA's CUDA {needed} and cuDNN 9, or put their libraries into {folder}</source>
            <translation>Installieren Sie CUDA {needed} und cuDNN 9 von NVIDIA, oder legen Sie deren Bibliotheken in {folder}</translation>
        </message>
        <message>
            <source>Install NVIDIA's driver, release {release} or later</source>
            <translation>Installieren Sie den NVIDIA-Treiber ab Version {release}</translation>
        </message>
        <message>
            <source>Install ShoeGUI again</source>
            <translation>Installieren Sie ShoeGUI neu</translation>
        </message>
        <message>
            <source>Install it again</source>
            <translation>Installieren Sie es neu</translation>
        </message>
        <message>
            <source>Install it again, or use another network</source>
            <translation>Installieren Sie es neu, oder nehmen Sie ein anderes Netz</translation>
        </message>
        <message>
            <source>Install it again: pip install --force-reinstall onnxruntime-gpu</source>
            <translation>Installieren Sie es neu: pip install --force-reinstall onnxruntime-gpu</translation>
        </message>
        <message>
            <source>Install the newest ShoeGUI; the library was not touched</source>
            <translation>Installieren Sie das neueste ShoeGUI; die Bibliothek wurde nicht angerührt</translation>
        </message>
        <message>
            <source>Install them: pip install 'onnxruntime-gpu[cuda,cudnn]'</source>
            <translation>Installieren Sie sie: pip install 'onnxruntime-gpu[cuda,cudnn]'</translation>
        </message>
        <message>
            <source>It gives {names}</source>
            <translation>Es liefert {names}</translation>
        </message>
        <message>
            <source>Its folders: {names}</source>
            <translation>Die Ordner der Bibliothek: {names}</translation>
        </message>
        <message>
            <source>Look with nvidia-smi whether the driver sees it</source>
            <translation>Sehen Sie mit nvidia-smi nach, ob der Treiber sie sieht</translation>
        </message>
        <message>
            <source>Looking for photos</source>
            <translation>Fotos werden gesucht</translation>
        </message>
        <message>
            <source>Make one with 'shoegui index FOLDER'</source>
            <translation>Legen Sie eine an: „shoegui index ORDNER“</translation>
        </message>
        <message>
            <source>NVIDIA's libraries are not installed: {files} not found</source>
            <translation>Die Bibliotheken von NVIDIA sind nicht installiert: {files} nicht gefunden</translation>
        </message>
        <message>
            <source>Name a picture, or index the folder: shoegui index FOLDER</source>
            <translation>Nennen Sie ein Bild, oder indizieren Sie den Ordner</translation>
        </message>
        <message>
            <source>Name the folder it is in</source>
            <translation>Nennen Sie den Ordner, in dem sie liegt</translation>
        </message>
        <message>
            <source>Preparing the search</source>
            <translation>Suche wird vorbereitet</translation>
        </message>
        <message>
            <source>Put one name on each line</source>
            <translation>Schreiben Sie in jede Zeile einen Namen</translation>
        </message>
        <message>
            <source>Put the file there, or take [classes] out of the manifest</source>
            <translation>Legen Sie die Datei dorthin, oder nehmen Sie [classes] aus dem Manifest</translation>
        </message>
        <message>
            <source>Restart the computer</source>
            <translation>Starten Sie den Computer neu</translation>
        </message>
        <message>
            <source>Restart the computer; if that is no help, install the driver again</source>
            <translation>Starten Sie den Computer neu; hilft das nicht, installieren Sie den Treiber neu</translation>
        </message>
        <message>
            <source>Run 'shoegui check --repair': it keeps all that can still be read</source>
            <translation>Führen Sie „shoegui check --repair“ aus: Das behält alles, was sich noch lesen lässt</translation>
        </message>
        <message>
            <source>Run 'shoegui index FOLDER' for each of your folders.</source>
            <translation>Führen Sie „shoegui index ORDNER“ für jeden Ihrer Ordner aus.</translation>
        </message>
        <message>
            <source>Run 'shoegui index' to bring it up to date with a network that is</source>
            <translation>Lassen Sie alle Ordner neu durchsehen („shoegui index“), dann arbeitet sie mit einem vorhandenen Netz</translation>
        </message>
        <message>
            <source>Run 'shoegui index' to make the missing features from the photos.</source>
            <translation>„shoegui index“ gewinnt die fehlenden Merkmale aus den Fotos.</translation>
        </message>
        <message>
            <source>Run 'shoegui index' to make the missing thumbnails from the photos.</source>
            <translation>„shoegui index“ macht die fehlenden Vorschaubilder aus den Fotos.</translation>
        </message>
        <message>
            <source>Run 'shoegui index' to read again what is missing.</source>
            <translation>„shoegui index“ liest, was fehlt.</translation>
        </message>
        <message>
            <source>Run it again, or choose the device cpu</source>
            <translation>Versuchen Sie es noch einmal, oder wählen Sie das Gerät cpu</translation>
        </message>
        <message>
            <source>Save a smaller copy to have it found</source>
            <translation>Speichern Sie eine kleinere Kopie, damit es gefunden wird</translation>
        </message>
        <message>
            <source>Save it as JPEG or PNG to have it found</source>
            <translation>Speichern Sie es als JPEG oder PNG, damit es gefunden wird</translation>
        </message>
        <message>
            <source>Search for the same kind only</source>
            <translation>Suchen Sie nur nach der gleichen Art</translation>
        </message>
        <message>
            <source>Search from another one</source>
            <translation>Suchen Sie von einem anderen aus</translation>
        </message>
        <message>
            <source>See to the network first; what depends on it was not checked.</source>
            <translation>Zuerst muss das Netz in Ordnung sein; was davon abhängt, wurde nicht geprüft.</translation>
        </message>
        <message>
            <source>Start NVIDIA's fabric manager, or wait a little and try again</source>
            <translation>Starten Sie den Fabric Manager von NVIDIA, oder versuchen Sie es nach einer Weile noch einmal</translation>
        </message>
        <message>
            <source>Take the environment variable CUDA_VISIBLE_DEVICES away</source>
            <translation>Entfernen Sie die Umgebungsvariable CUDA_VISIBLE_DEVICES</translation>
        </message>
        <message>
            <source>The damaged features were removed.</source>
            <translation>Die beschädigten Merkmale wurden entfernt.</translation>
        </message>
        <message>
            <source>The database is damaged.</source>
            <translation>Die Datenbank ist beschädigt.</translation>
        </message>
        <message>
            <source>The features of {photos} are damaged.</source>
            <translation>Merkmale sind beschädigt, betroffen: {photos}.</translation>
        </message>
        <message>
            <source>The search index is behind the library; searching is slower.</source>
            <translation>Der Suchindex ist nicht auf dem Stand der Bibliothek; die Suche dauert länger.</translation>
        </message>
        <message>
            <source>The search index on disk is damaged.</source>
            <translation>Der gespeicherte Suchindex ist beschädigt.</translation>
        </message>
        <message>
            <source>The search index was made again.</source>
            <translation>Der Suchindex wurde neu erstellt.</translation>
        </message>
        <message>
            <source>The thumbnails of {photos} are missing or damaged.</source>
            <translation>Vorschaubilder fehlen oder sind beschädigt, betroffen: {photos}.</translation>
        </message>
        <message>
            <source>Their photos are marked to be read again.</source>
            <translation>Die Fotos dazu werden beim nächsten Mal neu gelesen.</translation>
        </message>
        <message>
            <source>There are: {names}</source>
            <translation>Es gibt: {names}</translation>
        </message>
        <message>
            <source>Try again when it is done</source>
            <translation>Versuchen Sie es noch einmal, wenn es fertig ist</translation>
        </message>
        <message>
            <source>Unpack the CUDA pack shoegui-cuda-{version} to {folder}</source>
            <translation>Entpacken Sie das CUDA-Paket shoegui-cuda-{version} nach {folder}</translation>
        </message>
        <message>
            <source>Use another network</source>
            <translation>Nehmen Sie ein anderes Netz</translation>
        </message>
        <message>
            <source>Use auto or cpu</source>
            <translation>Nehmen Sie auto oder cpu</translation>
        </message>
        <message>
            <source>Use one of the networks that come with ShoeGUI</source>
            <translation>Nehmen Sie eines der Netze, die mit ShoeGUI kommen</translation>
        </message>
        <message>
            <source>Use the CPU, or a GPU of the Turing generation (2018) or later</source>
            <translation>Nehmen Sie die CPU oder eine Grafikkarte der Turing-Generation (2018) oder neuer</translation>
        </message>
        <message>
            <source>Use the CPU: there is no CUDA for this system</source>
            <translation>Nehmen Sie die CPU: Für dieses System gibt es kein CUDA</translation>
        </message>
        <message>
            <source>Wait until it is done, or stop it; searching works meanwhile</source>
            <translation>Warten Sie, bis es fertig ist, oder beenden Sie es; gesucht werden kann inzwischen</translation>
        </message>
        <message>
            <source>What could be read was saved into a new library: {photos} photos in {folders} folders. The damaged one was kept as {file}.</source>
            <translation>Was lesbar war, wurde in eine neue Bibliothek gerettet: Fotos: {photos}, Ordner: {folders}. Die beschädigte liegt noch unter {file}.</translation>
        </message>
        <message>
            <source>What to include is chosen for that folder as a whole</source>
            <translation>Was aufgenommen wird, gilt für diesen Ordner als Ganzes</translation>
        </message>
        <message>
            <source>Write it as 0.1,0.2,0.8,0.9</source>
            <translation>Schreiben Sie ihn so: 0.1,0.2,0.8,0.9</translation>
        </message>
        <message>
            <source>a query is either a picture or a photo of the library</source>
            <translation>Gesucht wird entweder mit einem Bild oder mit einem Foto der Bibliothek</translation>
        </message>
        <message>
            <source>a trial run failed: {reason}</source>
            <translation>Ein Probelauf ist gescheitert: {reason}</translation>
        </message>
        <message>
            <source>a trial run on it gave other results than the CPU</source>
            <translation>Ein Probelauf ergab etwas anderes als die CPU</translation>
        </message>
        <message>
            <source>a trial run on it gave what the CPU gives</source>
            <translation>Ein Probelauf ergab dasselbe wie die CPU</translation>
        </message>
        <message>
            <source>another ShoeGUI is changing this library</source>
            <translation>Ein anderes ShoeGUI ändert diese Bibliothek gerade</translation>
        </message>
        <message>
            <source>another network is already named '{name}'</source>
            <translation>Ein anderes Netz heißt schon „{name}“</translation>
        </message>
        <message>
            <source>another program is using the library</source>
            <translation>Ein anderes Programm benutzt die Bibliothek gerade</translation>
        </message>
        <message>
            <source>could not be opened for writing</source>
            <translation>konnte nicht zum Schreiben geöffnet werden</translation>
        </message>
        <message>
            <source>could not be written: the disk is full</source>
            <translation>konnte nicht geschrieben werden: Das Laufwerk ist voll</translation>
        </message>
        <message>
            <source>could not be written: {reason}</source>
            <translation>konnte nicht geschrieben werden: {reason}</translation>
        </message>
        <message>
            <source>is a file, not a folder</source>
            <translation>ist eine Datei, kein Ordner</translation>
        </message>
        <message>
            <source>is a part of the library's folder {folder}</source>
            <translation>gehört zum Ordner {folder} der Bibliothek</translation>
        </message>
        <message>
            <source>is not a folder of the library</source>
            <translation>ist kein Ordner der Bibliothek</translation>
        </message>
        <message>
            <source>is not a picture</source>
            <translation>ist kein Bild</translation>
        </message>
        <message>
            <source>is too large for a manifest</source>
            <translation>ist zu groß für ein Manifest</translation>
        </message>
        <message>
            <source>it cannot be read: {reason}</source>
            <translation>Die Datei lässt sich nicht lesen: {reason}</translation>
        </message>
        <message>
            <source>it has more pixels than are allowed</source>
            <translation>Das Bild hat mehr Pixel als erlaubt</translation>
        </message>
        <message>
            <source>it has {number} megapixels, more than the {most} that are allowed</source>
            <translation>Das Bild hat {number} Megapixel, mehr als die erlaubten {most}</translation>
        </message>
        <message>
            <source>it is a folder</source>
            <translation>Das ist ein Ordner</translation>
        </message>
        <message>
            <source>it is a folder, not a picture</source>
            <translation>Das ist ein Ordner, kein Bild</translation>
        </message>
        <message>
            <source>it is not a picture</source>
            <translation>Das ist kein Bild</translation>
        </message>
        <message>
            <source>it is not an ordinary file</source>
            <translation>Das ist keine gewöhnliche Datei</translation>
        </message>
        <message>
            <source>it is not there now</source>
            <translation>Der Ordner ist gerade nicht da</translation>
        </message>
        <message>
            <source>it was asked for</source>
            <translation>So wurde es gewählt</translation>
        </message>
        <message>
            <source>its folder is not there</source>
            <translation>Der Ordner dafür ist nicht da</translation>
        </message>
        <message>
            <source>no NVIDIA driver was found ({file})</source>
            <translation>Kein NVIDIA-Treiber gefunden ({file})</translation>
        </message>
        <message>
            <source>no photo is left in it, as if its drive were not connected</source>
            <translation>Darin ist kein Foto mehr, als wäre das Laufwerk nicht angeschlossen</translation>
        </message>
        <message>
            <source>no such file</source>
            <translation>Es gibt sie nicht</translation>
        </message>
        <message>
            <source>none</source>
            <translation>keine</translation>
        </message>
        <message>
            <source>onnxruntime cannot load the network '{name}': {reason}</source>
            <translation>onnxruntime kann das Netz „{name}“ nicht laden: {reason}</translation>
        </message>
        <message>
            <source>onnxruntime could not start it and took the CPU instead</source>
            <translation>onnxruntime konnte damit nicht starten und nahm die CPU</translation>
        </message>
        <message>
            <source>onnxruntime was built for CUDA {version}</source>
            <translation>onnxruntime wurde für CUDA {version} gebaut</translation>
        </message>
        <message>
            <source>onnxruntime's CUDA part cannot be loaded: {reason}</source>
            <translation>Der CUDA-Teil von onnxruntime lässt sich nicht laden: {reason}</translation>
        </message>
        <message>
            <source>onnxruntime's CUDA part is not installed ({file} was not found)</source>
            <translation>Der CUDA-Teil von onnxruntime ist nicht installiert ({file} nicht gefunden)</translation>
        </message>
        <message>
            <source>onnxruntime's CUDA part is there</source>
            <translation>Der CUDA-Teil von onnxruntime ist da</translation>
        </message>
        <message>
            <source>permission denied</source>
            <translation>Die Berechtigung fehlt</translation>
        </message>
        <message>
            <source>the CUDA pack in {folder} does not fit: it is for onnxruntime {have}, this program has {needed}</source>
            <translation>Das CUDA-Paket in {folder} passt nicht: Es ist für onnxruntime {have}, dieses Programm hat {needed}</translation>
        </message>
        <message>
            <source>the CUDA pack is not there</source>
            <translation>Das CUDA-Paket fehlt</translation>
        </message>
        <message>
            <source>the GPU is too old: {gpu} has compute capability {have}, {needed} is needed</source>
            <translation>Die Grafikkarte ist zu alt: {gpu} hat Compute Capability {have}, nötig ist {needed}</translation>
        </message>
        <message>
            <source>the NVIDIA driver finds no GPU</source>
            <translation>Der NVIDIA-Treiber findet keine Grafikkarte</translation>
        </message>
        <message>
            <source>the NVIDIA driver finds no GPU, and CUDA_VISIBLE_DEVICES is set</source>
            <translation>Der NVIDIA-Treiber findet keine Grafikkarte, und CUDA_VISIBLE_DEVICES ist gesetzt</translation>
        </message>
        <message>
            <source>the NVIDIA driver finds no usable GPU (cuInit gave {status})</source>
            <translation>Der NVIDIA-Treiber findet keine brauchbare Grafikkarte (cuInit ergab {status})</translation>
        </message>
        <message>
            <source>the NVIDIA driver is too old: it supports CUDA {have}, {needed}.0 is needed</source>
            <translation>Der NVIDIA-Treiber ist zu alt: Er kann CUDA {have}, nötig ist {needed}.0</translation>
        </message>
        <message>
            <source>the NVIDIA driver says that the GPU is not ready yet</source>
            <translation>Der NVIDIA-Treiber meldet, dass die Grafikkarte noch nicht bereit ist</translation>
        </message>
        <message>
            <source>the NVIDIA driver supports CUDA {version}</source>
            <translation>Der NVIDIA-Treiber kann CUDA {version}</translation>
        </message>
        <message>
            <source>the NVIDIA driver was renewed, and an old part of it still runs</source>
            <translation>Der NVIDIA-Treiber wurde erneuert, und ein alter Teil davon läuft noch</translation>
        </message>
        <message>
            <source>the class names of the network '{name}' cannot be read</source>
            <translation>Die Klassennamen des Netzes „{name}“ lassen sich nicht lesen</translation>
        </message>
        <message>
            <source>the disk is full</source>
            <translation>Das Laufwerk ist voll</translation>
        </message>
        <message>
            <source>the disk is read-only</source>
            <translation>Das Laufwerk ist schreibgeschützt</translation>
        </message>
        <message>
            <source>the disk quota is used up</source>
            <translation>Der zugeteilte Speicherplatz ist aufgebraucht</translation>
        </message>
        <message>
            <source>the disk reports a fault</source>
            <translation>Das Laufwerk meldet einen Fehler</translation>
        </message>
        <message>
            <source>the file has changed since it was indexed</source>
            <translation>Die Datei hat sich geändert, seit sie indiziert wurde</translation>
        </message>
        <message>
            <source>the file has {size} MB, more than the {largest} MB that are read</source>
            <translation>Die Datei hat {size} MB, mehr als die {largest} MB, die gelesen werden</translation>
        </message>
        <message>
            <source>the file is empty</source>
            <translation>Die Datei ist leer</translation>
        </message>
        <message>
            <source>the file of the network '{name}' is missing</source>
            <translation>Die Datei des Netzes „{name}“ fehlt</translation>
        </message>
        <message>
            <source>the folder cannot be opened: permission denied</source>
            <translation>Der Ordner lässt sich nicht öffnen: Die Berechtigung fehlt</translation>
        </message>
        <message>
            <source>the folder cannot be opened: {reason}</source>
            <translation>Der Ordner lässt sich nicht öffnen: {reason}</translation>
        </message>
        <message>
            <source>the installed onnxruntime was built without CUDA</source>
            <translation>Das installierte onnxruntime wurde ohne CUDA gebaut</translation>
        </message>
        <message>
            <source>the installed onnxruntime was built without it</source>
            <translation>Das installierte onnxruntime wurde ohne diese Unterstützung gebaut</translation>
        </message>
        <message>
            <source>the library has format {version}, and this program knows formats up to {newest}</source>
            <translation>Die Bibliothek hat das Format {version}, und dieses Programm kennt Formate bis {newest}</translation>
        </message>
        <message>
            <source>the library is damaged</source>
            <translation>Die Bibliothek ist beschädigt</translation>
        </message>
        <message>
            <source>the library was made with the network '{name}', which is not installed</source>
            <translation>Die Bibliothek wurde mit dem Netz „{name}“ erstellt, das nicht installiert ist</translation>
        </message>
        <message>
            <source>the library's database is empty, though it was not</source>
            <translation>Die Datenbank der Bibliothek ist leer, war es aber nicht</translation>
        </message>
        <message>
            <source>the manifest cannot be read: {reason}</source>
            <translation>Das Manifest lässt sich nicht lesen: {reason}</translation>
        </message>
        <message>
            <source>the manifest is not valid TOML: {reason}</source>
            <translation>Das Manifest ist kein gültiges TOML: {reason}</translation>
        </message>
        <message>
            <source>the manifest's field '{field}' is missing; expected is {expected}</source>
            <translation>Das Feld „{field}“ des Manifests fehlt; erwartet wird {expected}</translation>
        </message>
        <message>
            <source>the manifest's field '{field}' is wrong; expected is {expected}</source>
            <translation>Das Feld „{field}“ des Manifests ist falsch; erwartet wird {expected}</translation>
        </message>
        <message>
            <source>the memory of {device} is too small even for one picture</source>
            <translation>Der Speicher von {device} reicht nicht einmal für ein Bild</translation>
        </message>
        <message>
            <source>the memory of {device} was too small for {number} pictures at once; it went on with {fewer}</source>
            <translation>Der Speicher von {device} war zu klein für {number} Bilder auf einmal; es ging mit {fewer} weiter</translation>
        </message>
        <message>
            <source>the network '{name}' cannot be read: {reason}</source>
            <translation>Das Netz „{name}“ lässt sich nicht lesen: {reason}</translation>
        </message>
        <message>
            <source>the network '{name}' cannot show why: it gives no map of its cells</source>
            <translation>Das Netz „{name}“ kann nicht zeigen, warum: Es liefert keine Karte seiner Zellen</translation>
        </message>
        <message>
            <source>the network '{name}' does not give '{output}'</source>
            <translation>Das Netz „{name}“ liefert kein „{output}“</translation>
        </message>
        <message>
            <source>the network '{name}' does not tell what pictures look like</source>
            <translation>Das Netz „{name}“ sagt nicht, wie Bilder aussehen</translation>
        </message>
        <message>
            <source>the network '{name}' failed its trial run: {what}</source>
            <translation>Das Netz „{name}“ hat den Probelauf nicht bestanden: {what}</translation>
        </message>
        <message>
            <source>the network '{name}' failed: {reason}</source>
            <translation>Das Netz „{name}“ ist gescheitert: {reason}</translation>
        </message>
        <message>
            <source>the network '{name}' gave numbers that are not finite in '{output}'</source>
            <translation>Das Netz „{name}“ lieferte in „{output}“ Zahlen, die nicht endlich sind</translation>
        </message>
        <message>
            <source>the network '{name}' is damaged: its contents are not those that its manifest describes</source>
            <translation>Das Netz „{name}“ ist beschädigt: Sein Inhalt ist nicht der, den sein Manifest beschreibt</translation>
        </message>
        <message>
            <source>the network '{name}' is not what its manifest says: {what}</source>
            <translation>Das Netz „{name}“ ist nicht, was sein Manifest sagt: {what}</translation>
        </message>
        <message>
            <source>the network '{name}' keeps weights in another file, and such are not loaded</source>
            <translation>Das Netz „{name}“ hat Gewichte in einer anderen Datei, und solche werden nicht geladen</translation>
        </message>
        <message>
            <source>the network cannot be read: {reason}</source>
            <translation>Das Netz lässt sich nicht lesen: {reason}</translation>
        </message>
        <message>
            <source>the network knows no '{name}'</source>
            <translation>Das Netz kennt kein „{name}“</translation>
        </message>
        <message>
            <source>the photo that is searched from is no longer in the library</source>
            <translation>Das Foto, von dem aus gesucht wird, ist nicht mehr in der Bibliothek</translation>
        </message>
        <message>
            <source>the program's own folder '{name}' is missing</source>
            <translation>Der Ordner „{name}“ des Programms fehlt</translation>
        </message>
        <message>
            <source>the setting '{name}' is not a {kind}</source>
            <translation>Die Einstellung „{name}“ ist nicht von der Art {kind}</translation>
        </message>
        <message>
            <source>the settings cannot be read</source>
            <translation>Die Einstellungen lassen sich nicht lesen</translation>
        </message>
        <message>
            <source>the {format} picture is cut off</source>
            <translation>Das {format}-Bild ist unvollständig</translation>
        </message>
        <message>
            <source>the {format} picture is damaged</source>
            <translation>Das {format}-Bild ist beschädigt</translation>
        </message>
        <message>
            <source>there are only pictures of what is not wanted</source>
            <translation>Es gibt nur Bilder von dem, was nicht gesucht wird</translation>
        </message>
        <message>
            <source>there are {number} class names, but the network '{name}' tells {wanted} classes apart</source>
            <translation>Es gibt {number} Klassennamen, aber das Netz „{name}“ unterscheidet {wanted} Klassen</translation>
        </message>
        <message>
            <source>there is another network named '{name}'</source>
            <translation>Es gibt noch ein Netz mit dem Namen „{name}“</translation>
        </message>
        <message>
            <source>there is no library here yet</source>
            <translation>Hier ist noch keine Bibliothek</translation>
        </message>
        <message>
            <source>there is no network</source>
            <translation>Es gibt kein Netz</translation>
        </message>
        <message>
            <source>there is no network named '{name}'</source>
            <translation>Es gibt kein Netz mit dem Namen „{name}“</translation>
        </message>
        <message>
            <source>there is no picture to search with</source>
            <translation>Es gibt kein Bild, mit dem gesucht werden könnte</translation>
        </message>
        <message>
            <source>there is no such folder</source>
            <translation>Diesen Ordner gibt es nicht</translation>
        </message>
        <message>
            <source>there is not enough memory to decode it</source>
            <translation>Der Speicher reicht nicht, um das Bild zu dekodieren</translation>
        </message>
        <message>
            <source>there is not enough memory to read it</source>
            <translation>Der Speicher reicht nicht, um die Datei zu lesen</translation>
        </message>
        <message>
            <source>there is not enough memory to show it</source>
            <translation>Der Speicher reicht nicht, um das Bild anzuzeigen</translation>
        </message>
        <message>
            <source>there is nothing faster here</source>
            <translation>Hier gibt es nichts Schnelleres</translation>
        </message>
        <message>
            <source>this is not the file that {file} describes: its SHA-256 is {found}, the manifest says {expected}</source>
            <translation>Das ist nicht die Datei, die {file} beschreibt: Ihr SHA-256 ist {found}, im Manifest steht {expected}</translation>
        </message>
        <message>
            <source>this kind of {format} is not supported</source>
            <translation>Diese Art von {format} wird nicht unterstützt</translation>
        </message>
        <message>
            <source>{crop} is not a part of a picture</source>
            <translation>{crop} ist kein Teil eines Bildes</translation>
        </message>
        <message>
            <source>{device} cannot be used: {reason}</source>
            <translation>{device} lässt sich nicht benutzen: {reason}</translation>
        </message>
        <message>
            <source>{device} failed: {reason}</source>
            <translation>{device} ist gescheitert: {reason}</translation>
        </message>
        <message>
            <source>{device} gives something else in float16</source>
            <translation>{device} liefert in float16 etwas anderes</translation>
        </message>
        <message>
            <source>{first} is after {last}</source>
            <translation>{first} liegt nach {last}</translation>
        </message>
        <message>
            <source>{folder}: {number} photos of kinds of file that are no longer wanted have left the library; the files are untouched</source>
            <translation>{folder}: Fotos von Dateiarten, die nicht mehr gewünscht sind, wurden aus der Bibliothek genommen: {number}; die Dateien sind unberührt</translation>
        </message>
        <message>
            <source>{folder}: {reason}; its {number} photos are kept and marked offline. Connect it and index again, or run 'shoegui index --prune FOLDER' if they are really gone</source>
            <translation>{folder}: {reason}; die {number} Fotos darin bleiben und sind als offline markiert. Schließen Sie das Laufwerk an, und lassen Sie den Ordner neu durchsehen, oder führen Sie „shoegui index --prune ORDNER“ aus, wenn sie wirklich weg sind</translation>
        </message>
        <message>
            <source>{gpu}, compute capability {have}</source>
            <translation>{gpu}, Compute Capability {have}</translation>
        </message>
        <message>
            <source>{kind} files are not supported</source>
            <translation>{kind}-Dateien werden nicht unterstützt</translation>
        </message>
        <message>
            <source>{number} hits cannot be asked for</source>
            <translation>{number} Treffer können nicht verlangt werden</translation>
        </message>
        <message>
            <source>{number} is no weight of a picture</source>
            <translation>{number} ist kein Gewicht für ein Bild</translation>
        </message>
        <message>
            <source>{number} is not between kind and look</source>
            <translation>{number} liegt nicht zwischen Art und Aussehen</translation>
        </message>
        <message>
            <source>{number} photos</source>
            <translation>{number} Fotos</translation>
        </message>
        <message>
            <source>{number} photos have no features and cannot be found.</source>
            <translation>{number} Fotos haben keine Merkmale und können nicht gefunden werden.</translation>
        </message>
        <message>
            <source>{number} photos that are offline cannot be found until they are connected and indexed again, because the network has changed</source>
            <translation>Fotos, die offline sind: {number}. Gefunden werden sie erst wieder, wenn sie angeschlossen und neu indiziert sind, denn das Netz hat gewechselt</translation>
        </message>
        <message>
            <source>{number} threads make no sense</source>
            <translation>{number} Threads ergeben keinen Sinn</translation>
        </message>
        <message>
            <source>{width} x {height} px is more than the {most} px that are allowed a side</source>
            <translation>{width} × {height} px ist mehr als die erlaubten {most} px je Seite</translation>
        </message>
    </context>
    <context>
        <name>ErrorBar</name>
        <message>
            <source>Close</source>
            <translation>Schließen</translation>
        </message>
        <message>
            <source>Close this message</source>
            <translation>Diese Meldung schließen</translation>
        </message>
        <message>
            <source>Copy details</source>
            <translation>Einzelheiten kopieren</translation>
        </message>
        <message>
            <source>Message</source>
            <translation>Meldung</translation>
        </message>
    </context>
    <context>
        <name>FilterChips</name>
        <message numerus="yes">
            <source>%Ln photo(s) match the filter</source>
            <translation>
                <numerusform>%Ln Foto passt zum Filter</numerusform>
                <numerusform>%Ln Fotos passen zum Filter</numerusform>
            </translation>
        </message>
        <message>
            <source>Clear filters</source>
            <translation>Filter aufheben</translation>
        </message>
        <message>
            <source>Filters</source>
            <translation>Filter</translation>
        </message>
        <message>
            <source>Find any photo of the library again</source>
            <translation>Wieder alle Fotos der Bibliothek finden</translation>
        </message>
    </context>
    <context>
        <name>FilterPanel</name>
        <message>
            <source> px</source>
            <translation> px</translation>
        </message>
        <message numerus="yes">
            <source>%Ln photo(s) match the filter</source>
            <translation>
                <numerusform>%Ln Foto passt zum Filter</numerusform>
                <numerusform>%Ln Fotos passen zum Filter</numerusform>
            </translation>
        </message>
        <message>
            <source>Any</source>
            <translation>Beliebig</translation>
        </message>
        <message>
            <source>Clear filters</source>
            <translation>Filter aufheben</translation>
        </message>
        <message>
            <source>Folders</source>
            <translation>Ordner</translation>
        </message>
        <message>
            <source>It shows</source>
            <translation>Darauf zu sehen</translation>
        </message>
        <message>
            <source>Kinds of file</source>
            <translation>Dateiarten</translation>
        </message>
        <message>
            <source>Of the shorter side</source>
            <translation>An der kürzeren Seite</translation>
        </message>
        <message>
            <source>Only in</source>
            <translation>Nur in</translation>
        </message>
        <message>
            <source>Orientation</source>
            <translation>Ausrichtung</translation>
        </message>
        <message>
            <source>Smallest size</source>
            <translation>Mindestgröße</translation>
        </message>
        <message>
            <source>Taken</source>
            <translation>Aufgenommen</translation>
        </message>
    </context>
    <context>
        <name>Filters</name>
        <message>
            <source>Landscape</source>
            <translation>Querformat</translation>
        </message>
        <message>
            <source>Portrait</source>
            <translation>Hochformat</translation>
        </message>
        <message>
            <source>Since {first}</source>
            <translation>Seit {first}</translation>
        </message>
        <message>
            <source>Square</source>
            <translation>Quadratisch</translation>
        </message>
        <message>
            <source>The network’s guess: {word}</source>
            <translation>Vermutung des Netzes: {word}</translation>
        </message>
        <message>
            <source>To {last}</source>
            <translation>Bis {last}</translation>
        </message>
        <message>
            <source>{first} to {last}</source>
            <translation>{first} bis {last}</translation>
        </message>
        <message>
            <source>{number} px or more</source>
            <translation>ab {number} px</translation>
        </message>
    </context>
    <context>
        <name>FolderList</name>
        <message>
            <source>Find a folder</source>
            <translation>Ordner suchen</translation>
        </message>
        <message>
            <source>Folders</source>
            <translation>Ordner</translation>
        </message>
        <message>
            <source>No folder of that name</source>
            <translation>Kein Ordner mit diesem Namen</translation>
        </message>
    </context>
    <context>
        <name>FoldersPage</name>
        <message numerus="yes">
            <source>%Ln new</source>
            <translation>
                <numerusform>%Ln neues</numerusform>
                <numerusform>%Ln neue</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln photos</source>
            <translation>
                <numerusform>%Ln Foto</numerusform>
                <numerusform>%Ln Fotos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln places cannot be read</source>
            <translation>
                <numerusform>%Ln Stelle ist nicht lesbar</numerusform>
                <numerusform>%Ln Stellen sind nicht lesbar</numerusform>
            </translation>
        </message>
        <message>
            <source>&amp;Add folder…</source>
            <translation>&amp;Ordner hinzufügen…</translation>
        </message>
        <message>
            <source>&amp;Remove</source>
            <translation>&amp;Entfernen</translation>
        </message>
        <message>
            <source>Add {folder}</source>
            <translation>{folder} hinzufügen</translation>
        </message>
        <message>
            <source>Choose a folder of photos</source>
            <translation>Ordner mit Fotos wählen</translation>
        </message>
        <message>
            <source>Chosen folders</source>
            <translation>Gewählte Ordner</translation>
        </message>
        <message>
            <source>Drop folders here, or use Add folder.</source>
            <translation>Legen Sie Ordner hier ab, oder wählen Sie „Ordner hinzufügen“.</translation>
        </message>
        <message>
            <source>Folder</source>
            <translation>Ordner</translation>
        </message>
        <message>
            <source>In the library already</source>
            <translation>Schon in der Bibliothek</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Hinweis</translation>
        </message>
        <message>
            <source>Photos</source>
            <translation>Fotos</translation>
        </message>
        <message>
            <source>ShoeGUI looks at the photos in them and remembers what it saw. It only reads.</source>
            <translation>ShoeGUI sieht sich die Fotos darin an und merkt sich, was es gesehen hat. Die Fotos werden nur gelesen.</translation>
        </message>
        <message>
            <source>Suggested:</source>
            <translation>Vorschläge:</translation>
        </message>
        <message>
            <source>Take the selected folders off this list</source>
            <translation>Die ausgewählten Ordner von dieser Liste nehmen</translation>
        </message>
        <message>
            <source>Which folders hold your photos?</source>
            <translation>In welchen Ordnern liegen Ihre Fotos?</translation>
        </message>
        <message>
            <source>{number}…</source>
            <translation>{number}…</translation>
        </message>
        <message>
            <source>{photos} so far, still looking…</source>
            <translation>Bisher {photos}, die Suche läuft noch…</translation>
        </message>
    </context>
    <context>
        <name>Guide</name>
        <message>
            <source>&amp;Back</source>
            <translation>&amp;Zurück</translation>
        </message>
        <message>
            <source>User guide</source>
            <translation>Benutzerhandbuch (englisch)</translation>
        </message>
    </context>
    <context>
        <name>Header</name>
        <message>
            <source>{device} · {network}</source>
            <translation>{device} · {network}</translation>
        </message>
    </context>
    <context>
        <name>HitActions</name>
        <message numerus="yes">
            <source>%Ln file(s) copied</source>
            <translation>
                <numerusform>%Ln Datei kopiert</numerusform>
                <numerusform>%Ln Dateien kopiert</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln path(s) copied</source>
            <translation>
                <numerusform>%Ln Pfad kopiert</numerusform>
                <numerusform>%Ln Pfade kopiert</numerusform>
            </translation>
        </message>
        <message>
            <source>&amp;Compare with the query</source>
            <translation>Mit dem Such&amp;bild vergleichen</translation>
        </message>
        <message>
            <source>&amp;Less like this</source>
            <translation>&amp;Weniger davon</translation>
        </message>
        <message>
            <source>&amp;Move to trash…</source>
            <translation>In den Papierkorb &amp;legen…</translation>
        </message>
        <message>
            <source>&amp;Open</source>
            <translation>Ö&amp;ffnen</translation>
        </message>
        <message>
            <source>&amp;Preview</source>
            <translation>&amp;Vorschau</translation>
        </message>
        <message>
            <source>&amp;Search from this</source>
            <translation>Hiermit &amp;suchen</translation>
        </message>
        <message>
            <source>Copy &amp;file</source>
            <translation>Datei &amp;kopieren</translation>
        </message>
        <message>
            <source>Copy p&amp;icture</source>
            <translation>B&amp;ild kopieren</translation>
        </message>
        <message>
            <source>Copy pa&amp;th</source>
            <translation>&amp;Pfad kopieren</translation>
        </message>
        <message>
            <source>Hid&amp;e the copies</source>
            <translation>Kopien v&amp;erbergen</translation>
        </message>
        <message>
            <source>Mo&amp;re like this</source>
            <translation>Meh&amp;r davon</translation>
        </message>
        <message>
            <source>Picture {name} copied</source>
            <translation>Bild {name} kopiert</translation>
        </message>
        <message>
            <source>Select &amp;all</source>
            <translation>&amp;Alle auswählen</translation>
        </message>
        <message>
            <source>Sho&amp;w in file manager</source>
            <translation>Im &amp;Dateimanager zeigen</translation>
        </message>
        <message numerus="yes">
            <source>Show th&amp;e %Ln copies</source>
            <translation>
                <numerusform>%Ln Kopie &amp;zeigen</numerusform>
                <numerusform>Die %Ln Kopien &amp;zeigen</numerusform>
            </translation>
        </message>
        <message>
            <source>Show th&amp;e copies</source>
            <translation>Kopien &amp;zeigen</translation>
        </message>
        <message>
            <source>W&amp;hy this match?</source>
            <translation>Waru&amp;m dieser Treffer?</translation>
        </message>
        <message>
            <source>{name} could not be read</source>
            <translation>{name} ließ sich nicht lesen</translation>
        </message>
        <message>
            <source>{name} is not there any more</source>
            <translation>{name} ist nicht mehr da</translation>
        </message>
    </context>
    <context>
        <name>HitButtons</name>
        <message>
            <source>Compare</source>
            <translation>Vergleichen</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>Kopieren</translation>
        </message>
        <message>
            <source>Copy file</source>
            <translation>Datei kopieren</translation>
        </message>
        <message>
            <source>Copy path</source>
            <translation>Pfad kopieren</translation>
        </message>
        <message>
            <source>Copy picture</source>
            <translation>Bild kopieren</translation>
        </message>
        <message>
            <source>Copy the file, its path or the picture</source>
            <translation>Die Datei, ihren Pfad oder das Bild kopieren</translation>
        </message>
        <message>
            <source>Find pictures like this one (S)</source>
            <translation>Bilder finden, die diesem ähneln (S)</translation>
        </message>
        <message>
            <source>Move to trash</source>
            <translation>In den Papierkorb</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Öffnen</translation>
        </message>
        <message>
            <source>Open with its usual program (Enter)</source>
            <translation>Mit dem gewohnten Programm öffnen (Eingabetaste)</translation>
        </message>
        <message>
            <source>Put it beside the picture you searched for (C)</source>
            <translation>Neben das Suchbild stellen (C)</translation>
        </message>
        <message>
            <source>Search from this</source>
            <translation>Hiermit suchen</translation>
        </message>
        <message>
            <source>Show in folder</source>
            <translation>Im Ordner zeigen</translation>
        </message>
        <message>
            <source>Show the file where it lies</source>
            <translation>Die Datei dort zeigen, wo sie liegt</translation>
        </message>
        <message>
            <source>Show what it has in common with your picture (W)</source>
            <translation>Zeigen, was es mit dem Suchbild gemeinsam hat (W)</translation>
        </message>
        <message>
            <source>Why?</source>
            <translation>Warum?</translation>
        </message>
        <message>
            <source>You are asked first (Del)</source>
            <translation>Mit Rückfrage (Entf)</translation>
        </message>
    </context>
    <context>
        <name>HitDelegate</name>
        <message>
            <source>Offline</source>
            <translation>Offline</translation>
        </message>
        <message>
            <source>Same</source>
            <translation>Gleich</translation>
        </message>
        <message>
            <source>Same picture</source>
            <translation>Gleiches Bild</translation>
        </message>
    </context>
    <context>
        <name>HitFiles</name>
        <message>
            <source>Check that it is still there and its drive is connected</source>
            <translation>Prüfen Sie, ob sie noch da und ihr Laufwerk angeschlossen ist</translation>
        </message>
        <message>
            <source>File copied</source>
            <translation>Datei kopiert</translation>
        </message>
        <message>
            <source>Path copied</source>
            <translation>Pfad kopiert</translation>
        </message>
        <message>
            <source>Picture copied</source>
            <translation>Bild kopiert</translation>
        </message>
        <message>
            <source>this file cannot be opened</source>
            <translation>Diese Datei lässt sich nicht öffnen</translation>
        </message>
    </context>
    <context>
        <name>IncludePage</name>
        <message>
            <source> kB</source>
            <translation> kB</translation>
        </message>
        <message numerus="yes">
            <source>%Ln photos</source>
            <translation>
                <numerusform>%Ln Foto</numerusform>
                <numerusform>%Ln Fotos</numerusform>
            </translation>
        </message>
        <message>
            <source>&amp;Leave out:</source>
            <translation>&amp;Auslassen:</translation>
        </message>
        <message>
            <source>* stands for any letters. A pattern that ends in / speaks of folders. Files that are no pictures are left out anyway.</source>
            <translation>* steht für beliebige Zeichen. Ein Muster, das mit / endet, meint Ordner. Dateien, die keine Bilder sind, werden ohnehin ausgelassen.</translation>
        </message>
        <message>
            <source>By the ending of a file's name</source>
            <translation>Nach der Endung des Dateinamens</translation>
        </message>
        <message>
            <source>Choose at least one kind of file.</source>
            <translation>Wählen Sie mindestens eine Dateiart.</translation>
        </message>
        <message>
            <source>Include &amp;hidden files and folders</source>
            <translation>Auch &amp;versteckte Dateien und Ordner</translation>
        </message>
        <message>
            <source>Kinds of file</source>
            <translation>Dateiarten</translation>
        </message>
        <message>
            <source>Look into &amp;subfolders</source>
            <translation>Auch &amp;Unterordner durchsehen</translation>
        </message>
        <message>
            <source>One pattern on each line, for example
*.gif
screenshots/
2019/*/drafts/</source>
            <translation>Ein Muster pro Zeile, zum Beispiel
*.gif
Bildschirmfotos/
2019/*/Entwürfe/</translation>
        </message>
        <message>
            <source>Patterns of names to leave out</source>
            <translation>Muster von Namen, die ausgelassen werden</translation>
        </message>
        <message>
            <source>S&amp;mallest file:</source>
            <translation>&amp;Kleinste Datei:</translation>
        </message>
        <message>
            <source>The usual is set. You can change it at any time.</source>
            <translation>Das Übliche ist eingestellt. Sie können es jederzeit ändern.</translation>
        </message>
        <message>
            <source>What should be included?</source>
            <translation>Was soll aufgenommen werden?</translation>
        </message>
        <message>
            <source>any size</source>
            <translation>jede Größe</translation>
        </message>
        <message>
            <source>{photos} so far, still looking…</source>
            <translation>Bisher {photos}, die Suche läuft noch…</translation>
        </message>
    </context>
    <context>
        <name>Incoming</name>
        <message numerus="yes">
            <source>%n others are left out</source>
            <translation>
                <numerusform>%n weiteres wird ausgelassen</numerusform>
                <numerusform>%n weitere werden ausgelassen</numerusform>
            </translation>
        </message>
        <message>
            <source>Find pictures like this one</source>
            <translation>Bilder finden, die diesem ähneln</translation>
        </message>
        <message numerus="yes">
            <source>Find what these %n pictures have in common</source>
            <translation>
                <numerusform>Finden, was dieses %n Bild ausmacht</numerusform>
                <numerusform>Finden, was diese %n Bilder gemeinsam haben</numerusform>
            </translation>
        </message>
        <message>
            <source>Index the folder {name}</source>
            <translation>Den Ordner {name} indizieren</translation>
        </message>
        <message numerus="yes">
            <source>Index these %n folders</source>
            <translation>
                <numerusform>Diesen %n Ordner indizieren</numerusform>
                <numerusform>Diese %n Ordner indizieren</numerusform>
            </translation>
        </message>
        <message>
            <source>Nothing here that can be searched for</source>
            <translation>Hier ist nichts, wonach gesucht werden kann</translation>
        </message>
        <message>
            <source>Picture from a web page</source>
            <translation>Bild aus einer Webseite</translation>
        </message>
        <message>
            <source>Picture without a name</source>
            <translation>Bild ohne Namen</translation>
        </message>
        <message>
            <source>This is a link to a web page; ShoeGUI does not download. Save the picture first</source>
            <translation>Das ist ein Link zu einer Webseite; ShoeGUI lädt nichts herunter. Speichern Sie das Bild zuerst</translation>
        </message>
        <message>
            <source>{name} is not a picture</source>
            <translation>{name} ist kein Bild</translation>
        </message>
        <message>
            <source>{path} was not found</source>
            <translation>{path} wurde nicht gefunden</translation>
        </message>
    </context>
    <context>
        <name>IndexWizard</name>
        <message>
            <source>&amp;Search now</source>
            <translation>Jetzt &amp;suchen</translation>
        </message>
        <message>
            <source>&amp;Start indexing</source>
            <translation>Indizieren &amp;starten</translation>
        </message>
        <message>
            <source>Continue in the &amp;background</source>
            <translation>Im &amp;Hintergrund weiter</translation>
        </message>
        <message>
            <source>Index folders</source>
            <translation>Ordner indizieren</translation>
        </message>
        <message>
            <source>S&amp;top</source>
            <translation>&amp;Stopp</translation>
        </message>
        <message>
            <source>Stop indexing; what is done is kept</source>
            <translation>Indizieren beenden; was fertig ist, bleibt erhalten</translation>
        </message>
    </context>
    <context>
        <name>IndexWords</name>
        <message>
            <source>Added</source>
            <translation>Hinzugekommen</translation>
        </message>
        <message>
            <source>Copy it again from where it came.</source>
            <translation>Kopieren Sie sie noch einmal von ihrer Quelle.</translation>
        </message>
        <message>
            <source>Moved</source>
            <translation>Verschoben</translation>
        </message>
        <message>
            <source>Not reachable now</source>
            <translation>Zurzeit nicht erreichbar</translation>
        </message>
        <message>
            <source>Others</source>
            <translation>Andere</translation>
        </message>
        <message>
            <source>Part of {folder}</source>
            <translation>Teil von {folder}</translation>
        </message>
        <message>
            <source>Removed from the library</source>
            <translation>Aus der Bibliothek entfernt</translation>
        </message>
        <message>
            <source>Skipped</source>
            <translation>Übersprungen</translation>
        </message>
        <message>
            <source>The file cannot be read. Check its drive and its rights.</source>
            <translation>Die Datei lässt sich nicht lesen. Prüfen Sie Laufwerk und Rechte.</translation>
        </message>
        <message>
            <source>The file is empty.</source>
            <translation>Die Datei ist leer.</translation>
        </message>
        <message>
            <source>The picture is cut off.</source>
            <translation>Die Bilddatei ist unvollständig.</translation>
        </message>
        <message>
            <source>The picture is damaged.</source>
            <translation>Die Bilddatei ist beschädigt.</translation>
        </message>
        <message>
            <source>The picture is too large. Save a smaller copy to have it found.</source>
            <translation>Das Bild ist zu groß. Eine kleinere Kopie davon wird gefunden.</translation>
        </message>
        <message>
            <source>The same folder as {folder}</source>
            <translation>Derselbe Ordner wie {folder}</translation>
        </message>
        <message>
            <source>There is no folder {folder}. If it is on a drive, connect it first.</source>
            <translation>Den Ordner {folder} gibt es nicht. Liegt er auf einem Laufwerk, schließen Sie es zuerst an.</translation>
        </message>
        <message>
            <source>This is not a picture.</source>
            <translation>Das ist kein Bild.</translation>
        </message>
        <message>
            <source>This kind of file is not supported. Save it as JPEG or PNG.</source>
            <translation>Diese Art von Datei wird nicht unterstützt. Speichern Sie das Bild als JPEG oder PNG.</translation>
        </message>
        <message>
            <source>Unchanged</source>
            <translation>Unverändert</translation>
        </message>
        <message>
            <source>Updated</source>
            <translation>Aktualisiert</translation>
        </message>
        <message numerus="yes">
            <source>about %Ln hours</source>
            <translation>
                <numerusform>etwa %Ln Stunde</numerusform>
                <numerusform>etwa %Ln Stunden</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>about %Ln minutes</source>
            <translation>
                <numerusform>etwa %Ln Minute</numerusform>
                <numerusform>etwa %Ln Minuten</numerusform>
            </translation>
        </message>
        <message>
            <source>less than a minute</source>
            <translation>weniger als eine Minute</translation>
        </message>
        <message>
            <source>only {kinds}</source>
            <translation>nur {kinds}</translation>
        </message>
        <message>
            <source>{folder} cannot be read. Check the drive and its cable.</source>
            <translation>{folder} lässt sich nicht lesen. Prüfen Sie Laufwerk und Kabel.</translation>
        </message>
        <message>
            <source>{folder} is a file. Choose the folder that it is in.</source>
            <translation>{folder} ist eine Datei. Wählen Sie den Ordner, in dem sie liegt.</translation>
        </message>
        <message>
            <source>{folder} is where ShoeGUI keeps its own files. Choose a folder of your photos.</source>
            <translation>In {folder} liegen die eigenen Dateien von ShoeGUI. Wählen Sie einen Ordner mit Ihren Fotos.</translation>
        </message>
        <message>
            <source>{folder} may not be opened. Check who owns it and its rights.</source>
            <translation>{folder} darf nicht geöffnet werden. Prüfen Sie Besitzer und Rechte.</translation>
        </message>
        <message>
            <source>{number} a second</source>
            <translation>{number} pro Sekunde</translation>
        </message>
        <message>
            <source>{number} ms a picture</source>
            <translation>{number} ms pro Bild</translation>
        </message>
        <message>
            <source>{time} left</source>
            <translation>noch {time}</translation>
        </message>
    </context>
    <context>
        <name>Inspector</name>
        <message>
            <source>Choose a picture to see more of it here.</source>
            <translation>Wählen Sie ein Bild aus, um hier mehr davon zu sehen.</translation>
        </message>
        <message>
            <source>Large view of {name}</source>
            <translation>Große Ansicht von {name}</translation>
        </message>
        <message>
            <source>Show in the whole window (Space)</source>
            <translation>Im ganzen Fenster zeigen (Leertaste)</translation>
        </message>
        <message>
            <source>This picture</source>
            <translation>Dieses Bild</translation>
        </message>
    </context>
    <context>
        <name>Intake</name>
        <message>
            <source>All files (*)</source>
            <translation>Alle Dateien (*)</translation>
        </message>
        <message>
            <source>Open a picture</source>
            <translation>Bild öffnen</translation>
        </message>
        <message>
            <source>Pictures ({names})</source>
            <translation>Bilder ({names})</translation>
        </message>
    </context>
    <context>
        <name>KeepingUp</name>
        <message>
            <source>{folder} cannot be watched for changes. It is looked through every few minutes instead.</source>
            <translation>{folder} lässt sich nicht auf Änderungen überwachen. Der Ordner wird stattdessen alle paar Minuten durchgesehen.</translation>
        </message>
        <message>
            <source>{folder} has more subfolders than the system can watch. It is looked through every few minutes instead.</source>
            <translation>{folder} hat mehr Unterordner, als das System überwachen kann. Der Ordner wird stattdessen alle paar Minuten durchgesehen.</translation>
        </message>
        <message>
            <source>{folder} is on a network drive, where changes cannot be watched. It is looked through every few minutes instead.</source>
            <translation>{folder} liegt auf einem Netzlaufwerk, wo sich Änderungen nicht überwachen lassen. Der Ordner wird stattdessen alle paar Minuten durchgesehen.</translation>
        </message>
    </context>
    <context>
        <name>Library</name>
        <message numerus="yes">
            <source>%Ln photos</source>
            <translation>
                <numerusform>%Ln Foto</numerusform>
                <numerusform>%Ln Fotos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>in %Ln folders</source>
            <translation>
                <numerusform>in %Ln Ordner</numerusform>
                <numerusform>in %Ln Ordnern</numerusform>
            </translation>
        </message>
        <message>
            <source>{photos} {in_folders}</source>
            <translation>{photos} {in_folders}</translation>
        </message>
    </context>
    <context>
        <name>LibraryButton</name>
        <message>
            <source>Folders of the library, and other libraries</source>
            <translation>Ordner der Bibliothek und andere Bibliotheken</translation>
        </message>
        <message>
            <source>Library</source>
            <translation>Bibliothek</translation>
        </message>
        <message>
            <source>Library: {summary}</source>
            <translation>Bibliothek: {summary}</translation>
        </message>
        <message>
            <source>No folders yet</source>
            <translation>Noch keine Ordner</translation>
        </message>
        <message>
            <source>Sample pictures: {photos}</source>
            <translation>Beispielbilder: {photos}</translation>
        </message>
    </context>
    <context>
        <name>LibraryFolders</name>
        <message numerus="yes">
            <source>%Ln changes</source>
            <translation>
                <numerusform>%Ln Änderung</numerusform>
                <numerusform>%Ln Änderungen</numerusform>
            </translation>
        </message>
        <message>
            <source>Being indexed…</source>
            <translation>Wird indiziert…</translation>
        </message>
        <message>
            <source>Changed</source>
            <translation>Geändert</translation>
        </message>
        <message>
            <source>Folder</source>
            <translation>Ordner</translation>
        </message>
        <message>
            <source>Folders of the library</source>
            <translation>Ordner der Bibliothek</translation>
        </message>
        <message>
            <source>Last looked at</source>
            <translation>Durchgesehen</translation>
        </message>
        <message>
            <source>Looking…</source>
            <translation>Wird durchgesehen…</translation>
        </message>
        <message>
            <source>Not connected</source>
            <translation>Nicht angeschlossen</translation>
        </message>
        <message>
            <source>Not looked at yet</source>
            <translation>Noch nicht durchgesehen</translation>
        </message>
        <message>
            <source>Photos</source>
            <translation>Fotos</translation>
        </message>
        <message>
            <source>Skipped</source>
            <translation>Übersprungen</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Zustand</translation>
        </message>
        <message>
            <source>The first look at this folder was not finished. Look again to go on.</source>
            <translation>Dieser Ordner wurde noch nicht ganz durchgesehen. „Neu durchsehen“ macht dort weiter.</translation>
        </message>
        <message>
            <source>The folder is not there now. Its photos can still be found; connect its drive to open them.</source>
            <translation>Der Ordner ist gerade nicht da. Seine Fotos werden weiter gefunden; schließen Sie das Laufwerk an, um sie zu öffnen.</translation>
        </message>
        <message>
            <source>Up to date</source>
            <translation>Aktuell</translation>
        </message>
        <message>
            <source>{folder} ({kinds})</source>
            <translation>{folder} ({kinds})</translation>
        </message>
    </context>
    <context>
        <name>LibraryHealth</name>
        <message>
            <source>&amp;Verify</source>
            <translation>P&amp;rüfen</translation>
        </message>
        <message>
            <source>A search compares so few photos one by one, which is just as quick.</source>
            <translation>So wenige Fotos vergleicht die Suche einzeln; das geht genauso schnell.</translation>
        </message>
        <message>
            <source>Add your folders again; the photos in them are untouched.</source>
            <translation>Fügen Sie Ihre Ordner wieder hinzu; die Fotos darin sind unberührt.</translation>
        </message>
        <message>
            <source>Everything is sound.</source>
            <translation>Alles ist in Ordnung.</translation>
        </message>
        <message>
            <source>Library:</source>
            <translation>Bibliothek:</translation>
        </message>
        <message>
            <source>Look for damage in the library</source>
            <translation>In der Bibliothek nach Schäden suchen</translation>
        </message>
        <message>
            <source>Mend what was found; photos are not touched</source>
            <translation>Beheben, was gefunden wurde; Fotos bleiben unberührt</translation>
        </message>
        <message>
            <source>On disk</source>
            <translation>Speicherplatz</translation>
        </message>
        <message>
            <source>R&amp;epair</source>
            <translation>Repar&amp;ieren</translation>
        </message>
        <message>
            <source>Repairing…</source>
            <translation>Wird repariert…</translation>
        </message>
        <message>
            <source>Search index:</source>
            <translation>Suchindex:</translation>
        </message>
        <message>
            <source>Thumbnails:</source>
            <translation>Vorschaubilder:</translation>
        </message>
        <message>
            <source>Verifying…</source>
            <translation>Wird geprüft…</translation>
        </message>
        <message>
            <source>What is missing is being made again from the photos.</source>
            <translation>Was fehlt, wird aus den Fotos neu erzeugt.</translation>
        </message>
        <message>
            <source>none needed for so few photos</source>
            <translation>für so wenige Fotos nicht nötig</translation>
        </message>
    </context>
    <context>
        <name>LibraryMenu</name>
        <message>
            <source>Folder of the library</source>
            <translation>Ordner der Bibliothek</translation>
        </message>
        <message>
            <source>My photos</source>
            <translation>Meine Fotos</translation>
        </message>
        <message>
            <source>Open or make another library…</source>
            <translation>Andere Bibliothek öffnen oder anlegen…</translation>
        </message>
        <message>
            <source>Sample pictures</source>
            <translation>Beispielbilder</translation>
        </message>
    </context>
    <context>
        <name>LibraryPage</name>
        <message>
            <source>&amp;Add folders…</source>
            <translation>&amp;Ordner hinzufügen…</translation>
        </message>
        <message>
            <source>&amp;Change network</source>
            <translation>Netz &amp;wechseln</translation>
        </message>
        <message>
            <source>&amp;Look again</source>
            <translation>&amp;Neu durchsehen</translation>
        </message>
        <message>
            <source>&amp;Network:</source>
            <translation>Ne&amp;tz:</translation>
        </message>
        <message>
            <source>&amp;Processor:</source>
            <translation>&amp;Prozessor:</translation>
        </message>
        <message>
            <source>&amp;Remove from library</source>
            <translation>Aus der Bibliothek &amp;entfernen</translation>
        </message>
        <message>
            <source>&amp;Remove…</source>
            <translation>&amp;Entfernen…</translation>
        </message>
        <message>
            <source>CPU</source>
            <translation>CPU</translation>
        </message>
        <message>
            <source>Change to {network}?</source>
            <translation>Zu {network} wechseln?</translation>
        </message>
        <message>
            <source>How photos are looked at</source>
            <translation>Auswertung der Fotos</translation>
        </message>
        <message numerus="yes">
            <source>Its %Ln photos will no longer be found. The files themselves are not touched.</source>
            <translation>
                <numerusform>Sein %Ln Foto wird nicht mehr gefunden. Die Datei selbst bleibt unberührt.</numerusform>
                <numerusform>Seine %Ln Fotos werden nicht mehr gefunden. Die Dateien selbst bleiben unberührt.</numerusform>
            </translation>
        </message>
        <message>
            <source>Library</source>
            <translation>Bibliothek</translation>
        </message>
        <message>
            <source>Look at all a&amp;gain</source>
            <translation>&amp;Alle neu durchsehen</translation>
        </message>
        <message>
            <source>NVIDIA GPU (CUDA)</source>
            <translation>NVIDIA-Grafikkarte (CUDA)</translation>
        </message>
        <message>
            <source>Remove {folder} from the library?</source>
            <translation>{folder} aus der Bibliothek entfernen?</translation>
        </message>
        <message>
            <source>S&amp;kipped files…</source>
            <translation>Über&amp;sprungene Dateien…</translation>
        </message>
        <message>
            <source>ShoeGUI runs on {device} now.</source>
            <translation>ShoeGUI läuft jetzt auf {device}.</translation>
        </message>
        <message>
            <source>Skipped files</source>
            <translation>Übersprungene Dateien</translation>
        </message>
        <message>
            <source>The fastest that works</source>
            <translation>Der schnellste, der funktioniert</translation>
        </message>
        <message>
            <source>Trying it…</source>
            <translation>Wird ausprobiert…</translation>
        </message>
    </context>
    <context>
        <name>LookSlider</name>
        <message>
            <source>Kind or look</source>
            <translation>Art oder Aussehen</translation>
        </message>
        <message>
            <source>Left: the same kind of thing, whatever its colour. Right: the same colours and patterns, whatever it is.</source>
            <translation>Links: die gleiche Art von Gegenstand, egal in welcher Farbe. Rechts: die gleichen Farben und Muster, egal woran.</translation>
        </message>
        <message>
            <source>Same kind</source>
            <translation>Gleiche Art</translation>
        </message>
        <message>
            <source>Same look</source>
            <translation>Gleiches Aussehen</translation>
        </message>
        <message>
            <source>The same kind of thing</source>
            <translation>Die gleiche Art von Gegenstand</translation>
        </message>
        <message>
            <source>The same look</source>
            <translation>Das gleiche Aussehen</translation>
        </message>
        <message>
            <source>{share} % look</source>
            <translation>{share} % Aussehen</translation>
        </message>
    </context>
    <context>
        <name>MainWindow</name>
        <message>
            <source>Repair…</source>
            <translation>Reparieren…</translation>
        </message>
    </context>
    <context>
        <name>NetworkChange</name>
        <message numerus="yes">
            <source>%Ln of them are on drives that are not connected; they cannot be found until you connect these and look again.</source>
            <translation>
                <numerusform>%Ln davon liegt auf einem Laufwerk, das nicht angeschlossen ist; es wird erst wieder gefunden, wenn das Laufwerk angeschlossen und neu durchgesehen ist.</numerusform>
                <numerusform>%Ln davon liegen auf Laufwerken, die nicht angeschlossen sind; sie werden erst wieder gefunden, wenn die Laufwerke angeschlossen und neu durchgesehen sind.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln photos are done already.</source>
            <translation>
                <numerusform>%Ln Foto ist schon fertig.</numerusform>
                <numerusform>%Ln Fotos sind schon fertig.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln photos will be read again, beside what is there. Until that is done you search with {network}.</source>
            <translation>
                <numerusform>%Ln Foto wird neu gelesen; was da ist, bleibt so lange erhalten. Bis das fertig ist, wird mit {network} gesucht.</numerusform>
                <numerusform>%Ln Fotos werden neu gelesen; was da ist, bleibt so lange erhalten. Bis das fertig ist, wird mit {network} gesucht.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>NetworkPage</name>
        <message numerus="yes">
            <source>%Ln photos</source>
            <translation>
                <numerusform>%Ln Foto</numerusform>
                <numerusform>%Ln Fotos</numerusform>
            </translation>
        </message>
        <message>
            <source>&amp;Gentle: use one processor core only</source>
            <translation>S&amp;chonend: nur einen Prozessorkern benutzen</translation>
        </message>
        <message>
            <source>A network turns each photo into numbers. Each is tried here with your photos.</source>
            <translation>Ein Netz macht aus jedem Foto Zahlen. Jedes wird hier mit Ihren Fotos ausprobiert.</translation>
        </message>
        <message>
            <source>For your photos</source>
            <translation>Für Ihre Fotos</translation>
        </message>
        <message>
            <source>How should it look at them?</source>
            <translation>Womit sollen die Fotos ausgewertet werden?</translation>
        </message>
        <message>
            <source>Looking for networks and processors…</source>
            <translation>Netze und Prozessoren werden gesucht…</translation>
        </message>
        <message>
            <source>Network</source>
            <translation>Netz</translation>
        </message>
        <message>
            <source>Networks and processors</source>
            <translation>Netze und Prozessoren</translation>
        </message>
        <message>
            <source>Runs on</source>
            <translation>Läuft auf</translation>
        </message>
        <message>
            <source>Speed</source>
            <translation>Tempo</translation>
        </message>
        <message numerus="yes">
            <source>Your library uses {network} now. All its %Ln photos will be read again; until that is done you search with what is there.</source>
            <translation>
                <numerusform>Ihre Bibliothek benutzt jetzt {network}. Ihr %Ln Foto wird neu gelesen; bis dahin wird mit dem gesucht, was da ist.</numerusform>
                <numerusform>Ihre Bibliothek benutzt jetzt {network}. Alle %Ln Fotos darin werden neu gelesen; bis dahin wird mit dem gesucht, was da ist.</numerusform>
            </translation>
        </message>
        <message>
            <source>cannot be used</source>
            <translation>nicht nutzbar</translation>
        </message>
        <message>
            <source>measuring…</source>
            <translation>wird gemessen…</translation>
        </message>
        <message>
            <source>nothing new to read</source>
            <translation>nichts Neues zu lesen</translation>
        </message>
        <message>
            <source>{photos}: {time}.</source>
            <translation>{photos}: {time}.</translation>
        </message>
        <message>
            <source>{photos}; measuring how long that takes…</source>
            <translation>{photos}; es wird gemessen, wie lange das dauert…</translation>
        </message>
    </context>
    <context>
        <name>Overlay</name>
        <message>
            <source>Close (Esc)</source>
            <translation>Schließen (Esc)</translation>
        </message>
        <message>
            <source>Next match (Right)</source>
            <translation>Nächster Treffer (Rechts)</translation>
        </message>
        <message>
            <source>Previous match (Left)</source>
            <translation>Voriger Treffer (Links)</translation>
        </message>
    </context>
    <context>
        <name>PhotoWords</name>
        <message>
            <source>Match {rank}: {similarity}</source>
            <translation>Treffer {rank}: {similarity}</translation>
        </message>
        <message>
            <source>Not connected. This is the library’s small copy.</source>
            <translation>Nicht angeschlossen. Dies ist die kleine Kopie aus der Bibliothek.</translation>
        </message>
        <message>
            <source>Offline. Connect the drive “{drive}” to open this photo.</source>
            <translation>Offline. Schließen Sie das Laufwerk „{drive}“ an, um dieses Foto zu öffnen.</translation>
        </message>
        <message>
            <source>Offline. Connect what holds the folder “{folder}” to open this photo.</source>
            <translation>Offline. Schließen Sie das Gerät mit dem Ordner „{folder}“ an, um dieses Foto zu öffnen.</translation>
        </message>
        <message>
            <source>Same picture</source>
            <translation>Gleiches Bild</translation>
        </message>
        <message>
            <source>Similar</source>
            <translation>Ähnlich</translation>
        </message>
        <message>
            <source>Very similar</source>
            <translation>Sehr ähnlich</translation>
        </message>
        <message>
            <source>Weak match</source>
            <translation>Schwacher Treffer</translation>
        </message>
        <message>
            <source>{date}, {time}</source>
            <translation>{date}, {time}</translation>
        </message>
        <message>
            <source>{number} %</source>
            <translation>{number} %</translation>
        </message>
        <message>
            <source>{size}, {format}</source>
            <translation>{size}, {format}</translation>
        </message>
        <message>
            <source>{width} × {height} px, {megapixels} MP</source>
            <translation>{width} × {height} px, {megapixels} MP</translation>
        </message>
        <message>
            <source>{word}, {number}</source>
            <translation>{word}, {number}</translation>
        </message>
    </context>
    <context>
        <name>PictureLoader</name>
        <message>
            <source>The picture cannot be shown</source>
            <translation>Das Bild lässt sich nicht anzeigen</translation>
        </message>
        <message>
            <source>There is no picture to show</source>
            <translation>Es gibt kein Bild zum Anzeigen</translation>
        </message>
    </context>
    <context>
        <name>Preview</name>
        <message>
            <source>Preview</source>
            <translation>Vorschau</translation>
        </message>
    </context>
    <context>
        <name>ProgressPage</name>
        <message numerus="yes">
            <source>%Ln found</source>
            <translation>
                <numerusform>%Ln gefunden</numerusform>
                <numerusform>%Ln gefunden</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln skipped</source>
            <translation>
                <numerusform>%Ln übersprungen</numerusform>
                <numerusform>%Ln übersprungen</numerusform>
            </translation>
        </message>
        <message>
            <source>&amp;Pause</source>
            <translation>&amp;Anhalten</translation>
        </message>
        <message>
            <source>&amp;Resume</source>
            <translation>&amp;Fortsetzen</translation>
        </message>
        <message>
            <source>Indexing had to stop. What was done is kept.</source>
            <translation>Das Indizieren musste abgebrochen werden. Was fertig ist, bleibt erhalten.</translation>
        </message>
        <message>
            <source>Indexing your photos</source>
            <translation>Ihre Fotos werden indiziert</translation>
        </message>
        <message>
            <source>Paused</source>
            <translation>Angehalten</translation>
        </message>
        <message>
            <source>Progress</source>
            <translation>Fortschritt</translation>
        </message>
        <message>
            <source>Starting…</source>
            <translation>Wird gestartet…</translation>
        </message>
        <message>
            <source>Stopping…</source>
            <translation>Wird beendet…</translation>
        </message>
        <message>
            <source>Try &amp;again</source>
            <translation>&amp;Noch einmal</translation>
        </message>
        <message>
            <source>Waiting until other folders are done…</source>
            <translation>Wartet, bis andere Ordner fertig sind…</translation>
        </message>
        <message>
            <source>You can go on using ShoeGUI meanwhile. What is indexed so far can be found.</source>
            <translation>Sie können ShoeGUI inzwischen weiter benutzen. Was schon indiziert ist, wird gefunden.</translation>
        </message>
        <message>
            <source>{done} of {total}</source>
            <translation>{done} von {total}</translation>
        </message>
    </context>
    <context>
        <name>QueryPanel</name>
        <message>
            <source>Begin again without a picture</source>
            <translation>Ohne Bild neu beginnen</translation>
        </message>
        <message>
            <source>Choose a picture file</source>
            <translation>Eine Bilddatei wählen</translation>
        </message>
        <message>
            <source>Clear</source>
            <translation>Leeren</translation>
        </message>
        <message>
            <source>Drop a picture anywhere in this window, paste one, or open a file.</source>
            <translation>Legen Sie ein Bild irgendwo in diesem Fenster ab, fügen Sie eines ein, oder öffnen Sie eine Datei.</translation>
        </message>
        <message>
            <source>Open…</source>
            <translation>Öffnen…</translation>
        </message>
        <message>
            <source>Paste</source>
            <translation>Einfügen</translation>
        </message>
        <message>
            <source>Query</source>
            <translation>Suchbild</translation>
        </message>
        <message>
            <source>Recent</source>
            <translation>Zuletzt gesucht</translation>
        </message>
        <message>
            <source>Search with the picture in the clipboard</source>
            <translation>Mit dem Bild in der Zwischenablage suchen</translation>
        </message>
        <message>
            <source>Search with the whole picture again (Esc)</source>
            <translation>Wieder mit dem ganzen Bild suchen (Esc)</translation>
        </message>
        <message numerus="yes">
            <source>What these %n have in common</source>
            <translation>
                <numerusform>Was dieses %n Bild ausmacht</numerusform>
                <numerusform>Was diese %n Bilder gemeinsam haben</numerusform>
            </translation>
        </message>
        <message>
            <source>Whole picture</source>
            <translation>Ganzes Bild</translation>
        </message>
        <message>
            <source>{width} × {height} px</source>
            <translation>{width} × {height} px</translation>
        </message>
    </context>
    <context>
        <name>QueryTiles</name>
        <message>
            <source>Pictures of this query</source>
            <translation>Bilder dieser Suche</translation>
        </message>
    </context>
    <context>
        <name>RecentQueries</name>
        <message numerus="yes">
            <source>%n others</source>
            <translation>
                <numerusform>%n weiteres</numerusform>
                <numerusform>%n weitere</numerusform>
            </translation>
        </message>
        <message>
            <source>A part of {name}</source>
            <translation>Ein Ausschnitt aus {name}</translation>
        </message>
        <message>
            <source>Forget these</source>
            <translation>Diese Suchen vergessen</translation>
        </message>
        <message>
            <source>Recent queries</source>
            <translation>Letzte Suchen</translation>
        </message>
        <message>
            <source>{name} and {others}</source>
            <translation>{name} und {others}</translation>
        </message>
    </context>
    <context>
        <name>RefineBox</name>
        <message>
            <source>Find only photos in some folders, of some days, kinds or sizes (Ctrl+F)</source>
            <translation>Nur Fotos bestimmter Ordner, Tage, Dateiarten oder Größen finden (Strg+F)</translation>
        </message>
        <message numerus="yes">
            <source>Only in: %n filter(s)…</source>
            <translation>
                <numerusform>Nur in: %n Filter…</numerusform>
                <numerusform>Nur in: %n Filter…</numerusform>
            </translation>
        </message>
        <message>
            <source>Only in: all photos…</source>
            <translation>Nur in: alle Fotos…</translation>
        </message>
    </context>
    <context>
        <name>Refining</name>
        <message numerus="yes">
            <source>Less like %Ln photo(s)</source>
            <translation>
                <numerusform>%Ln Foto zu „Weniger davon“ hinzugefügt</numerusform>
                <numerusform>%Ln Fotos zu „Weniger davon“ hinzugefügt</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>More like %Ln photo(s)</source>
            <translation>
                <numerusform>%Ln Foto zu „Mehr davon“ hinzugefügt</numerusform>
                <numerusform>%Ln Fotos zu „Mehr davon“ hinzugefügt</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ReportDialog</name>
        <message>
            <source>Copy the report</source>
            <translation>Bericht kopieren</translation>
        </message>
        <message>
            <source>More is in the log: {file}</source>
            <translation>Mehr steht im Protokoll: {file}</translation>
        </message>
        <message>
            <source>Report</source>
            <translation>Bericht</translation>
        </message>
        <message>
            <source>Something unexpected happened</source>
            <translation>Etwas Unerwartetes ist geschehen</translation>
        </message>
        <message>
            <source>Something unexpected happened. Your photos are safe, and you can go on.
This is a fault of ShoeGUI. Please report it with the text below.</source>
            <translation>Etwas Unerwartetes ist geschehen. Ihre Fotos sind sicher, und Sie können weiterarbeiten.
Das ist ein Fehler von ShoeGUI. Bitte melden Sie ihn mit dem Text unten.</translation>
        </message>
    </context>
    <context>
        <name>Rescue</name>
        <message>
            <source>&amp;Repair</source>
            <translation>&amp;Reparieren</translation>
        </message>
        <message>
            <source>Add your folders again; the photos in them are untouched.</source>
            <translation>Fügen Sie Ihre Ordner wieder hinzu; die Fotos darin sind unberührt.</translation>
        </message>
        <message>
            <source>Repairing…</source>
            <translation>Wird repariert…</translation>
        </message>
        <message>
            <source>ShoeGUI can save what can still be read into a new library. The damaged file is kept, and your photos are not touched.</source>
            <translation>ShoeGUI kann, was sich noch lesen lässt, in eine neue Bibliothek retten. Die beschädigte Datei bleibt erhalten, und Ihre Fotos werden nicht angerührt.</translation>
        </message>
    </context>
    <context>
        <name>ResultsHeader</name>
        <message numerus="yes">
            <source>%Ln similar picture(s)</source>
            <translation>
                <numerusform>%Ln ähnliches Bild</numerusform>
                <numerusform>%Ln ähnliche Bilder</numerusform>
            </translation>
        </message>
        <message>
            <source>Best match first</source>
            <translation>Beste Treffer zuerst</translation>
        </message>
        <message>
            <source>By date</source>
            <translation>Nach Datum</translation>
        </message>
        <message>
            <source>By folder</source>
            <translation>Nach Ordner</translation>
        </message>
        <message>
            <source>By name</source>
            <translation>Nach Name</translation>
        </message>
        <message>
            <source>By similarity</source>
            <translation>Nach Ähnlichkeit</translation>
        </message>
        <message>
            <source>By the percentage alone; weaker matches still come after the good ones.</source>
            <translation>Nur nach der Prozentzahl; schwächere Treffer kommen trotzdem nach den guten.</translation>
        </message>
        <message>
            <source>Date taken, newest first</source>
            <translation>Aufnahmedatum, neueste zuerst</translation>
        </message>
        <message>
            <source>File name</source>
            <translation>Dateiname</translation>
        </message>
        <message>
            <source>Folder</source>
            <translation>Ordner</translation>
        </message>
        <message>
            <source>Found in {seconds} s. Pictures that are less than {share} % similar are shown faded: that is no more alike than pictures of your library are by chance.</source>
            <translation>In {seconds} s gefunden. Bilder mit weniger als {share} % Ähnlichkeit erscheinen blass: So ähnlich sind sich Bilder dieser Bibliothek auch zufällig.</translation>
        </message>
        <message numerus="yes">
            <source>More than %Ln similar picture(s)</source>
            <translation>
                <numerusform>Mehr als %Ln ähnliches Bild</numerusform>
                <numerusform>Mehr als %Ln ähnliche Bilder</numerusform>
            </translation>
        </message>
        <message>
            <source>No good match: the nearest are shown faded</source>
            <translation>Kein guter Treffer: Die ähnlichsten Bilder erscheinen blass</translation>
        </message>
        <message>
            <source>Nothing found</source>
            <translation>Nichts gefunden</translation>
        </message>
        <message>
            <source>Nothing left to show</source>
            <translation>Nichts mehr anzuzeigen</translation>
        </message>
        <message>
            <source>Order and labels of the results</source>
            <translation>Reihenfolge und Beschriftung der Treffer</translation>
        </message>
        <message>
            <source>Searching…</source>
            <translation>Suche läuft…</translation>
        </message>
        <message>
            <source>Show on every picture</source>
            <translation>Auf jedem Bild zeigen</translation>
        </message>
        <message>
            <source>Similarity in per cent</source>
            <translation>Ähnlichkeit in Prozent</translation>
        </message>
        <message>
            <source>Similarity, good matches first</source>
            <translation>Ähnlichkeit, gute Treffer zuerst</translation>
        </message>
        <message>
            <source>Sort by</source>
            <translation>Sortieren nach</translation>
        </message>
        <message>
            <source>The percentages need not fall evenly: each compares a photo with your picture alone, while the order also looks at finer detail and at what the photos found have in common.</source>
            <translation>Die Prozentzahlen müssen nicht gleichmäßig fallen: Jede vergleicht ein Foto nur mit Ihrem Bild; die Reihenfolge achtet auch auf feinere Einzelheiten und darauf, was die gefundenen Fotos gemeinsam haben.</translation>
        </message>
        <message>
            <source>Weaker matches still come after the good ones.</source>
            <translation>Schwächere Treffer kommen trotzdem nach den guten.</translation>
        </message>
    </context>
    <context>
        <name>ResultsModel</name>
        <message numerus="yes">
            <source>%Ln copies of this picture were found (X shows them)</source>
            <translation>
                <numerusform>%Ln Kopie dieses Bildes wurde gefunden (X zeigt sie)</numerusform>
                <numerusform>%Ln Kopien dieses Bildes wurden gefunden (X zeigt sie)</numerusform>
            </translation>
        </message>
        <message>
            <source>A copy of {name}</source>
            <translation>Eine Kopie von {name}</translation>
        </message>
        <message>
            <source>Not connected: plug in the drive that holds it</source>
            <translation>Nicht angeschlossen: Schließen Sie das Laufwerk an, auf dem es liegt</translation>
        </message>
        <message>
            <source>The same picture as the one you searched with</source>
            <translation>Das gleiche Bild wie das Suchbild</translation>
        </message>
        <message>
            <source>not connected</source>
            <translation>nicht angeschlossen</translation>
        </message>
    </context>
    <context>
        <name>ResultsPanel</name>
        <message numerus="yes">
            <source>%Ln picture(s) selected</source>
            <translation>
                <numerusform>%Ln Bild ausgewählt</numerusform>
                <numerusform>%Ln Bilder ausgewählt</numerusform>
            </translation>
        </message>
        <message>
            <source>No photo passes the filters above</source>
            <translation>Kein Foto passt zu den Filtern oben</translation>
        </message>
        <message numerus="yes">
            <source>The first %Ln picture(s) selected. Scroll down for more.</source>
            <translation>
                <numerusform>Das erste Bild (%Ln) ausgewählt. Weitere kommen beim Blättern nach unten.</numerusform>
                <numerusform>Die ersten %Ln Bilder ausgewählt. Weitere kommen beim Blättern nach unten.</numerusform>
            </translation>
        </message>
        <message>
            <source>There are no pictures to show</source>
            <translation>Es gibt keine Bilder zum Anzeigen</translation>
        </message>
    </context>
    <context>
        <name>ResultsView</name>
        <message>
            <source>Similar pictures</source>
            <translation>Ähnliche Bilder</translation>
        </message>
        <message>
            <source>Weaker matches below</source>
            <translation>Darunter schwächere Treffer</translation>
        </message>
    </context>
    <context>
        <name>SampleShop</name>
        <message>
            <source>Drawing a small shoe shop…</source>
            <translation>Ein kleiner Schuhladen wird gezeichnet…</translation>
        </message>
        <message>
            <source>Looking at the pictures…</source>
            <translation>Die Bilder werden angesehen…</translation>
        </message>
    </context>
    <context>
        <name>ShortcutsHelp</name>
        <message>
            <source>Close</source>
            <translation>Schließen</translation>
        </message>
        <message>
            <source>Jump to a file name</source>
            <translation>Zu einem Dateinamen springen</translation>
        </message>
        <message>
            <source>Keyboard shortcuts</source>
            <translation>Tastenkürzel</translation>
        </message>
        <message>
            <source>Move</source>
            <translation>Bewegen</translation>
        </message>
        <message>
            <source>Move the part</source>
            <translation>Ausschnitt verschieben</translation>
        </message>
        <message>
            <source>Part of the query picture</source>
            <translation>Ausschnitt des Suchbilds</translation>
        </message>
        <message>
            <source>Preview and compare</source>
            <translation>Vorschau und Vergleich</translation>
        </message>
        <message>
            <source>Previous and next photo</source>
            <translation>Voriges und nächstes Foto</translation>
        </message>
        <message>
            <source>Results</source>
            <translation>Treffer</translation>
        </message>
        <message>
            <source>The whole picture again</source>
            <translation>Wieder das ganze Bild</translation>
        </message>
        <message>
            <source>Zoom</source>
            <translation>Zoomen</translation>
        </message>
    </context>
    <context>
        <name>SizeSlider</name>
        <message>
            <source>Larger pictures</source>
            <translation>Größere Bilder</translation>
        </message>
        <message>
            <source>Size of the pictures</source>
            <translation>Größe der Bilder</translation>
        </message>
        <message>
            <source>Size of the pictures (Ctrl + wheel)</source>
            <translation>Größe der Bilder (Strg + Mausrad)</translation>
        </message>
        <message>
            <source>Smaller pictures</source>
            <translation>Kleinere Bilder</translation>
        </message>
    </context>
    <context>
        <name>SkippedModel</name>
        <message>
            <source>File</source>
            <translation>Datei</translation>
        </message>
        <message>
            <source>Folder</source>
            <translation>Ordner</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Grund</translation>
        </message>
    </context>
    <context>
        <name>SkippedTable</name>
        <message numerus="yes">
            <source>%Ln files were skipped</source>
            <translation>
                <numerusform>%Ln Datei wurde übersprungen</numerusform>
                <numerusform>%Ln Dateien wurden übersprungen</numerusform>
            </translation>
        </message>
        <message>
            <source>&amp;Export list…</source>
            <translation>Liste &amp;exportieren…</translation>
        </message>
        <message>
            <source>Export the skipped files</source>
            <translation>Übersprungene Dateien exportieren</translation>
        </message>
        <message>
            <source>Skipped files</source>
            <translation>Übersprungene Dateien</translation>
        </message>
        <message>
            <source>Table (*.csv);;Text (*.txt)</source>
            <translation>Tabelle (*.csv);;Text (*.txt)</translation>
        </message>
        <message>
            <source>Written to {file}</source>
            <translation>Gespeichert in {file}</translation>
        </message>
        <message>
            <source>skipped files.csv</source>
            <translation>Übersprungene Dateien.csv</translation>
        </message>
    </context>
    <context>
        <name>StatusBar</name>
        <message numerus="yes">
            <source>%Ln photos added</source>
            <translation>
                <numerusform>%Ln Foto hinzugekommen</numerusform>
                <numerusform>%Ln Fotos hinzugekommen</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln photos removed</source>
            <translation>
                <numerusform>%Ln Foto entfernt</numerusform>
                <numerusform>%Ln Fotos entfernt</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln photos updated</source>
            <translation>
                <numerusform>%Ln Foto aktualisiert</numerusform>
                <numerusform>%Ln Fotos aktualisiert</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln skipped files</source>
            <translation>
                <numerusform>%Ln übersprungene Datei</numerusform>
                <numerusform>%Ln übersprungene Dateien</numerusform>
            </translation>
        </message>
        <message>
            <source>All photos are up to date</source>
            <translation>Alle Fotos sind aktuell</translation>
        </message>
        <message>
            <source>Go on indexing</source>
            <translation>Weiter indizieren</translation>
        </message>
        <message>
            <source>Indexing</source>
            <translation>Indizieren</translation>
        </message>
        <message>
            <source>Pause indexing</source>
            <translation>Indizieren anhalten</translation>
        </message>
        <message>
            <source>Paused</source>
            <translation>Angehalten</translation>
        </message>
        <message>
            <source>Stop indexing</source>
            <translation>Indizieren beenden</translation>
        </message>
        <message>
            <source>Stop indexing; what is done is kept</source>
            <translation>Indizieren beenden; was fertig ist, bleibt erhalten</translation>
        </message>
        <message>
            <source>Stopping…</source>
            <translation>Wird beendet…</translation>
        </message>
        <message>
            <source>{done} of {total}</source>
            <translation>{done} von {total}</translation>
        </message>
        <message>
            <source>{rate}/s</source>
            <translation>{rate}/s</translation>
        </message>
        <message>
            <source>{stage}: {detail}</source>
            <translation>{stage}: {detail}</translation>
        </message>
    </context>
    <context>
        <name>SummaryPage</name>
        <message>
            <source>Done</source>
            <translation>Fertig</translation>
        </message>
        <message>
            <source>Kinds of file:</source>
            <translation>Dateiarten:</translation>
        </message>
        <message>
            <source>Photos found</source>
            <translation>Gefundene Fotos</translation>
        </message>
        <message>
            <source>Stopped</source>
            <translation>Abgebrochen</translation>
        </message>
        <message>
            <source>What was done is kept. Index the folders again to go on where it stopped.</source>
            <translation>Was fertig ist, bleibt erhalten. Indizieren Sie die Ordner noch einmal, um dort weiterzumachen.</translation>
        </message>
        <message>
            <source>Your photos can be found now. It took {time}.</source>
            <translation>Ihre Fotos können jetzt gefunden werden. Es hat {time} gedauert.</translation>
        </message>
        <message>
            <source>{what}:</source>
            <translation>{what}:</translation>
        </message>
    </context>
    <context>
        <name>ThumbnailStrip</name>
        <message>
            <source>Pictures that were just indexed</source>
            <translation>Gerade indizierte Bilder</translation>
        </message>
    </context>
    <context>
        <name>Tile</name>
        <message>
            <source>Take {name} out</source>
            <translation>{name} herausnehmen</translation>
        </message>
    </context>
    <context>
        <name>Trash</name>
        <message numerus="yes">
            <source>%Ln picture(s) already gone</source>
            <translation>
                <numerusform>%Ln Bild war schon weg</numerusform>
                <numerusform>%Ln Bilder waren schon weg</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln picture(s) could not be moved and stayed in place</source>
            <translation>
                <numerusform>%Ln Bild ließ sich nicht verschieben und ist noch an seinem Platz</numerusform>
                <numerusform>%Ln Bilder ließen sich nicht verschieben und sind noch an ihrem Platz</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln picture(s) moved to the trash</source>
            <translation>
                <numerusform>%Ln Bild in den Papierkorb gelegt</numerusform>
                <numerusform>%Ln Bilder in den Papierkorb gelegt</numerusform>
            </translation>
        </message>
        <message>
            <source>&amp;Move to trash</source>
            <translation>In den &amp;Papierkorb</translation>
        </message>
        <message>
            <source>Its folder is not there. If it is on a drive, connect the drive and try again.</source>
            <translation>Der Ordner ist nicht da. Liegt er auf einem Laufwerk, schließen Sie es an und versuchen Sie es noch einmal.</translation>
        </message>
        <message numerus="yes">
            <source>Move %Ln picture(s) to the recycle bin?</source>
            <translation>
                <numerusform>%Ln Bild in den Papierkorb legen?</numerusform>
                <numerusform>%Ln Bilder in den Papierkorb legen?</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Move %Ln picture(s) to the trash?</source>
            <translation>
                <numerusform>%Ln Bild in den Papierkorb legen?</numerusform>
                <numerusform>%Ln Bilder in den Papierkorb legen?</numerusform>
            </translation>
        </message>
        <message>
            <source>Move to trash</source>
            <translation>In den Papierkorb</translation>
        </message>
        <message>
            <source>Only the pictures on top are moved. Copies under them stay.</source>
            <translation>Nur die obersten Bilder werden verschoben. Kopien darunter bleiben.</translation>
        </message>
        <message>
            <source>Restoring from the recycle bin is possible.</source>
            <translation>Eine Wiederherstellung aus dem Papierkorb ist möglich.</translation>
        </message>
        <message>
            <source>Restoring from the trash is possible.</source>
            <translation>Eine Wiederherstellung aus dem Papierkorb ist möglich.</translation>
        </message>
        <message>
            <source>The drive that holds it is not connected</source>
            <translation>Das Laufwerk, auf dem es liegt, ist nicht angeschlossen</translation>
        </message>
        <message>
            <source>The system refused. The file may be in use or protected, or its drive may have no trash.</source>
            <translation>Das System hat es abgelehnt. Vielleicht wird die Datei gerade benutzt oder ist geschützt, oder ihr Laufwerk hat keinen Papierkorb.</translation>
        </message>
        <message>
            <source>There is no trash on its drive, or the trash cannot be written to.</source>
            <translation>Auf dem Laufwerk gibt es keinen Papierkorb, oder er ist nicht beschreibbar.</translation>
        </message>
        <message>
            <source>You may not change its folder. Ask whoever it belongs to, or change its rights.</source>
            <translation>Der Ordner darf nicht verändert werden. Fragen Sie, wem er gehört, oder ändern Sie seine Rechte.</translation>
        </message>
        <message numerus="yes">
            <source>and %Ln more</source>
            <translation>
                <numerusform>und %Ln weiteres</numerusform>
                <numerusform>und %Ln weitere</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Tray</name>
        <message>
            <source>+ More like</source>
            <translation>+ Mehr davon</translation>
        </message>
        <message>
            <source>Drag results here, or press +</source>
            <translation>Treffer hierher ziehen oder + drücken</translation>
        </message>
        <message>
            <source>Drag results here, or press -</source>
            <translation>Treffer hierher ziehen oder - drücken</translation>
        </message>
        <message>
            <source>Empty “less like”</source>
            <translation>„Weniger davon“ leeren</translation>
        </message>
        <message>
            <source>Empty “more like”</source>
            <translation>„Mehr davon“ leeren</translation>
        </message>
        <message>
            <source>Less like these</source>
            <translation>Weniger davon</translation>
        </message>
        <message>
            <source>More like these</source>
            <translation>Mehr davon</translation>
        </message>
        <message>
            <source>− Less like</source>
            <translation>− Weniger davon</translation>
        </message>
    </context>
    <context>
        <name>TrayPicture</name>
        <message>
            <source>Click to change how much it counts, Del to take it out</source>
            <translation>Klicken ändert das Gewicht, Entf nimmt es heraus</translation>
        </message>
        <message>
            <source>Less like this</source>
            <translation>Weniger davon</translation>
        </message>
        <message>
            <source>Less like {name}, {weight}</source>
            <translation>Weniger davon: {name}, {weight}</translation>
        </message>
        <message>
            <source>More like this</source>
            <translation>Mehr davon</translation>
        </message>
        <message>
            <source>More like {name}, {weight}</source>
            <translation>Mehr davon: {name}, {weight}</translation>
        </message>
    </context>
    <context>
        <name>UnfinishedChange</name>
        <message>
            <source>G&amp;o on</source>
            <translation>&amp;Fortsetzen</translation>
        </message>
        <message>
            <source>Read what is left, then use this network</source>
            <translation>Den Rest lesen, dann dieses Netz benutzen</translation>
        </message>
        <message>
            <source>The change to {network} was stopped: {done} of {total} photos are done.</source>
            <translation>Der Wechsel zu {network} wurde angehalten: {done} von {total} Fotos sind fertig.</translation>
        </message>
    </context>
    <context>
        <name>WhyView</name>
        <message>
            <source>How much of the picture the colours hide</source>
            <translation>Wie viel vom Bild die Farben verdecken</translation>
        </message>
        <message>
            <source>Looking for what they have in common…</source>
            <translation>Gemeinsamkeiten werden gesucht…</translation>
        </message>
        <message>
            <source>Match</source>
            <translation>Treffer</translation>
        </message>
        <message>
            <source>On the left, what of your picture is in the match. On the right, what of the match is in your picture.</source>
            <translation>Links, was von Ihrem Bild im Treffer wiederkehrt. Rechts, was vom Treffer in Ihrem Bild ist.</translation>
        </message>
        <message>
            <source>Picture without a name</source>
            <translation>Bild ohne Namen</translation>
        </message>
        <message>
            <source>Searched for</source>
            <translation>Gesucht</translation>
        </message>
        <message>
            <source>Searched for the part</source>
            <translation>Gesucht: der Ausschnitt</translation>
        </message>
        <message>
            <source>Strength of the colours</source>
            <translation>Stärke der Farben</translation>
        </message>
        <message>
            <source>Why?</source>
            <translation>Warum?</translation>
        </message>
        <message>
            <source>Your picture</source>
            <translation>Ihr Bild</translation>
        </message>
        <message>
            <source>from the small copy, as the file is not at hand</source>
            <translation>anhand der kleinen Kopie, da die Datei nicht da ist</translation>
        </message>
    </context>
    <context>
        <name>WindowDialogs</name>
        <message>
            <source>Indexing goes on meanwhile</source>
            <translation>Es wird weiter indiziert</translation>
        </message>
    </context>
    <context>
        <name>WordField</name>
        <message>
            <source>A word, like sneaker</source>
            <translation>Ein Wort, etwa sneaker</translation>
        </message>
        <message>
            <source>No such word. Choose one from the list.</source>
            <translation>Dieses Wort gibt es nicht. Wählen Sie eines aus der Liste.</translation>
        </message>
        <message>
            <source>Take the word {word} away</source>
            <translation>Wort {word} entfernen</translation>
        </message>
        <message>
            <source>These words are the network’s guess of what a photo shows; it can be wrong.</source>
            <translation>Diese englischen Wörter sind Vermutungen des Netzes, was ein Foto zeigt; sie können falsch sein.</translation>
        </message>
        <message>
            <source>What the photo shows</source>
            <translation>Was das Foto zeigt</translation>
        </message>
    </context>
    <context>
        <name>_Facts</name>
        <message>
            <source>Camera</source>
            <translation>Kamera</translation>
        </message>
        <message>
            <source>Changed</source>
            <translation>Geändert</translation>
        </message>
        <message>
            <source>File</source>
            <translation>Datei</translation>
        </message>
        <message>
            <source>Folder</source>
            <translation>Ordner</translation>
        </message>
        <message>
            <source>Picture</source>
            <translation>Bild</translation>
        </message>
        <message>
            <source>Taken</source>
            <translation>Aufgenommen</translation>
        </message>
    </context>
    <context>
        <name>_Legend</name>
        <message>
            <source>Bright: counts most for this match</source>
            <translation>Hell: zählt für diesen Treffer am meisten</translation>
        </message>
        <message>
            <source>Dark: counts little</source>
            <translation>Dunkel: zählt wenig</translation>
        </message>
        <message>
            <source>What the colours mean</source>
            <translation>Was die Farben bedeuten</translation>
        </message>
    </context>
</TS>
