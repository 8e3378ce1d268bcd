<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
    <context>
        <name>FilterChips</name>
        <message numerus="yes">
            <source>%Ln photo(s) match the filter</source>
            <translation>
                <numerusform>%Ln photo matches the filter</numerusform>
                <numerusform>%Ln photos match the filter</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FilterPanel</name>
        <message numerus="yes">
            <source>%Ln photo(s) match the filter</source>
            <translation>
                <numerusform>%Ln photo matches the filter</numerusform>
                <numerusform>%Ln photos match the filter</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FoldersPage</name>
        <message numerus="yes">
            <source>%Ln new</source>
            <translation>
                <numerusform>%Ln new</numerusform>
                <numerusform>%Ln new</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln photos</source>
            <translation>
                <numerusform>%Ln photo</numerusform>
                <numerusform>%Ln photos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln places cannot be read</source>
            <translation>
                <numerusform>%Ln place cannot be read</numerusform>
                <numerusform>%Ln places cannot be read</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>HitActions</name>
        <message numerus="yes">
            <source>%Ln file(s) copied</source>
            <translation>
                <numerusform>%Ln file copied</numerusform>
                <numerusform>%Ln files copied</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln path(s) copied</source>
            <translation>
                <numerusform>%Ln path copied</numerusform>
                <numerusform>%Ln paths copied</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Show th&amp;e %Ln copies</source>
            <translation>
                <numerusform>Show th&amp;e %Ln copy</numerusform>
                <numerusform>Show th&amp;e %Ln copies</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>IncludePage</name>
        <message numerus="yes">
            <source>%Ln photos</source>
            <translation>
                <numerusform>%Ln photo</numerusform>
                <numerusform>%Ln photos</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Incoming</name>
        <message numerus="yes">
            <source>%n others are left out</source>
            <translation>
                <numerusform>%n other is left out</numerusform>
                <numerusform>%n others are left out</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Find what these %n pictures have in common</source>
            <translation>
                <numerusform>Find what this %n picture shows</numerusform>
                <numerusform>Find what these %n pictures have in common</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Index these %n folders</source>
            <translation>
                <numerusform>Index this %n folder</numerusform>
                <numerusform>Index these %n folders</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>IndexWords</name>
        <message numerus="yes">
            <source>about %Ln hours</source>
            <translation>
                <numerusform>about %Ln hour</numerusform>
                <numerusform>about %Ln hours</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>about %Ln minutes</source>
            <translation>
                <numerusform>about %Ln minute</numerusform>
                <numerusform>about %Ln minutes</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Library</name>
        <message numerus="yes">
            <source>%Ln photos</source>
            <translation>
                <numerusform>%Ln photo</numerusform>
                <numerusform>%Ln photos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>in %Ln folders</source>
            <translation>
                <numerusform>in %Ln folder</numerusform>
                <numerusform>in %Ln folders</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>LibraryFolders</name>
        <message numerus="yes">
            <source>%Ln changes</source>
            <translation>
                <numerusform>%Ln change</numerusform>
                <numerusform>%Ln changes</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>LibraryPage</name>
        <message numerus="yes">
            <source>Its %Ln photos will no longer be found. The files themselves are not touched.</source>
            <translation>
                <numerusform>Its %Ln photo will no longer be found. The file itself is not touched.</numerusform>
                <numerusform>Its %Ln photos will no longer be found. The files themselves are not touched.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>NetworkChange</name>
        <message numerus="yes">
            <source>%Ln of them are on drives that are not connected; they cannot be found until you connect these and look again.</source>
            <translation>
                <numerusform>%Ln of them is on a drive that is not connected; it cannot be found until you connect it and look again.</numerusform>
                <numerusform>%Ln of them are on drives that are not connected; they cannot be found until you connect these and look again.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln photos are done already.</source>
            <translation>
                <numerusform>%Ln photo is done already.</numerusform>
                <numerusform>%Ln photos are done already.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln photos will be read again, beside what is there. Until that is done you search with {network}.</source>
            <translation>
                <numerusform>%Ln photo will be read again, beside what is there. Until that is done you search with {network}.</numerusform>
                <numerusform>%Ln photos will be read again, beside what is there. Until that is done you search with {network}.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>NetworkPage</name>
        <message numerus="yes">
            <source>%Ln photos</source>
            <translation>
                <numerusform>%Ln photo</numerusform>
                <numerusform>%Ln photos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Your library uses {network} now. All its %Ln photos will be read again; until that is done you search with what is there.</source>
            <translation>
                <numerusform>Your library uses {network} now. Its %Ln photo will be read again; until that is done you search with what is there.</numerusform>
                <numerusform>Your library uses {network} now. All its %Ln photos will be read again; until that is done you search with what is there.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ProgressPage</name>
        <message numerus="yes">
            <source>%Ln found</source>
            <translation>
                <numerusform>%Ln found</numerusform>
                <numerusform>%Ln found</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln skipped</source>
            <translation>
                <numerusform>%Ln skipped</numerusform>
                <numerusform>%Ln skipped</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>QueryPanel</name>
        <message numerus="yes">
            <source>What these %n have in common</source>
            <translation>
                <numerusform>What this %n shows</numerusform>
                <numerusform>What these %n have in common</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>RecentQueries</name>
        <message numerus="yes">
            <source>%n others</source>
            <translation>
                <numerusform>%n other</numerusform>
                <numerusform>%n others</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>RefineBox</name>
        <message numerus="yes">
            <source>Only in: %n filter(s)…</source>
            <translation>
                <numerusform>Only in: %n filter…</numerusform>
                <numerusform>Only in: %n filters…</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Refining</name>
        <message numerus="yes">
            <source>Less like %Ln photo(s)</source>
            <translation>
                <numerusform>Less like %Ln photo</numerusform>
                <numerusform>Less like %Ln photos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>More like %Ln photo(s)</source>
            <translation>
                <numerusform>More like %Ln photo</numerusform>
                <numerusform>More like %Ln photos</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ResultsHeader</name>
        <message numerus="yes">
            <source>%Ln similar picture(s)</source>
            <translation>
                <numerusform>%Ln similar picture</numerusform>
                <numerusform>%Ln similar pictures</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>More than %Ln similar picture(s)</source>
            <translation>
                <numerusform>More than %Ln similar picture</numerusform>
                <numerusform>More than %Ln similar pictures</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ResultsModel</name>
        <message numerus="yes">
            <source>%Ln copies of this picture were found (X shows them)</source>
            <translation>
                <numerusform>%Ln copy of this picture was found (X shows it)</numerusform>
                <numerusform>%Ln copies of this picture were found (X shows them)</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ResultsPanel</name>
        <message numerus="yes">
            <source>%Ln picture(s) selected</source>
            <translation>
                <numerusform>%Ln picture selected</numerusform>
                <numerusform>%Ln pictures selected</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The first %Ln picture(s) selected. Scroll down for more.</source>
            <translation>
                <numerusform>The first %Ln picture selected. Scroll down for more.</numerusform>
                <numerusform>The first %Ln pictures selected. Scroll down for more.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>SkippedTable</name>
        <message numerus="yes">
            <source>%Ln files were skipped</source>
            <translation>
                <numerusform>%Ln file was skipped</numerusform>
                <numerusform>%Ln files were skipped</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>StatusBar</name>
        <message numerus="yes">
            <source>%Ln photos added</source>
            <translation>
                <numerusform>%Ln photo added</numerusform>
                <numerusform>%Ln photos added</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln photos removed</source>
            <translation>
                <numerusform>%Ln photo removed</numerusform>
                <numerusform>%Ln photos removed</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln photos updated</source>
            <translation>
                <numerusform>%Ln photo updated</numerusform>
                <numerusform>%Ln photos updated</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln skipped files</source>
            <translation>
                <numerusform>%Ln skipped file</numerusform>
                <numerusform>%Ln skipped files</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Trash</name>
        <message numerus="yes">
            <source>%Ln picture(s) already gone</source>
            <translation>
                <numerusform>%Ln picture already gone</numerusform>
                <numerusform>%Ln pictures already gone</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln picture(s) could not be moved and stayed in place</source>
            <translation>
                <numerusform>%Ln picture could not be moved and stayed in place</numerusform>
                <numerusform>%Ln pictures could not be moved and stayed in place</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln picture(s) moved to the trash</source>
            <translation>
                <numerusform>%Ln picture moved to the trash</numerusform>
                <numerusform>%Ln pictures moved to the trash</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Move %Ln picture(s) to the recycle bin?</source>
            <translation>
                <numerusform>Move %Ln picture to the recycle bin?</numerusform>
                <numerusform>Move %Ln pictures to the recycle bin?</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Move %Ln picture(s) to the trash?</source>
            <translation>
                <numerusform>Move %Ln picture to the trash?</numerusform>
                <numerusform>Move %Ln pictures to the trash?</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>and %Ln more</source>
            <translation>
                <numerusform>and %Ln more</numerusform>
                <numerusform>and %Ln more</numerusform>
            </translation>
        </message>
    </context>
</TS>
