<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="vi" sourcelanguage="en">
<context>
    <name>about</name>
    <message>
        <source>Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version {version}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See urban-planning sites on a map, exactly and offline.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layers marked as schematic are drawn by hand to show an idea. Do not take measures from them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MIT licence. Built with Qt for Python, Leaflet, folium, GDAL, PROJ and GEOS; typeface Be Vietnam Pro (OFL); icons Lucide (ISC).</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>affected</name>
    <message>
        <source>Affected land</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basemap</name>
    <message>
        <source>The address must begin with https://.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The address lacks {parts}, which stand for zoom, column, row.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The address has {parts}, which cannot be filled in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The address cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The address must not hold a user name or password.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Title, address and attribution are needed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It stays off until you switch it on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a basemap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tiles are fetched from the network only while the basemap is switched on. Check that its terms allow your use.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Title</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address of the tiles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attribution, shown on the map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Largest zoom</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>check</name>
    <message>
        <source>Place it on the map, or give its coordinates.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The place of “{site}” is not known.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cli</name>
    <message>
        <source>Stopped. Nothing was left half written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>features</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>geometry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>coordinate system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>encoding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No problems found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>zone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>length of line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>area</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not counted before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Together {area}, in {crs}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--to must be greater than --from, and both at least 0.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>command</name>
    <message>
        <source>Open…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a plan, or add a file as a layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the bundled plan Nước Hai</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the plan; the bundled one is saved as your own copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Snapshot map…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the map as a page with title, legend, scale bar and sources</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share as a web page…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the plan as one file that opens in any browser, offline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whole plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find a site</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layers and sites</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a basemap…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tiếng Việt / English</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switch between Vietnamese and English</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light / dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switch between light and dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Place on the map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the selected site its place with a click</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Place by coordinates…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take its place back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About and keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>crs</name>
    <message>
        <source>longitude and latitude in degrees, as GPS gives them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>3° zone, central meridian {meridian}: {provinces}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>6° zone, west of 108°E</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>6° zone, east of 108°E</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>3° zone, central meridian 102°00&apos;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>6° zone on WGS 84, west of 108°E</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>6° zone on WGS 84, east of 108°E</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>web maps; not for measuring</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a row.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No system found. Type a province or an EPSG code.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Coordinate system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In which system are the coordinates of {file}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file does not say it. A wrong choice moves the layer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Province, name or EPSG code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Coordinate systems</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use this system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Likely: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>details</name>
    <message>
        <source>Problem</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Features</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Coordinate system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Together, overlaps counted once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{located} of {all} located</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sites</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Land-recovery zones</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Group</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Funding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Order of visit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Id</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Site</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Licence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source and quality</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transformation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{code}, good to 1.0 m</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attributes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Area</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Perimeter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Status of the line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Length of the line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the zone is made</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not located yet. Place it with a click or by coordinates.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>placed by the user</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a point of its layer, which is schematic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not located yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>schematic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>located</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click something on the map, or choose a site or a layer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Found at this place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} things are here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy selection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select all</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>dialogs</name>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something did not work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide the details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>errors</name>
    <message>
        <source>It is a file; --all needs the name of a folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The work failed: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} cannot be used: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} does not exist. Check the name and the folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} cannot be read: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is in a format planviewer does not read. It reads: {known}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} could not be written: {reason} Nothing was changed there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The plan {plan} names {path}, which lies outside the plan&apos;s folder. Copy the file into the folder and name it from there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} has no layer “{sublayer}”. It has: {known}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{encoding}” is not a text encoding known here. Known are, for example, UTF-8, cp1258 and ISO-8859-1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is not a valid plan: at {where}: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The plan has no layer “{layer}”. It has: {known}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The plan has no site “{site}”. It has: {known}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The plan has no zone “{zone}”. It has: {known}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The place of the site “{site}” is not known yet. Place it on the map first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} does not say its coordinate system. Give it with --crs EPSG:n. Likely: {candidates}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{crs}” is not a coordinate system known here. Write it as EPSG:n, e.g. EPSG:9210.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what} cannot be measured in {crs}, whose unit is not the metre on the ground. Use a VN-2000 system such as EPSG:9210.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No sure transformation from {source} to {target} is known; nothing was moved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The coordinates in {path} cannot be in {crs}. Give the right system with --crs EPSG:n.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The zone “{zone}” cannot be computed: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The zone “{zone}” has no line to start from: the layer “{layer}” holds no line that matches the rule. Check the layer and the filter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is asked for does not fit the sheet at 1:{scale}. Take 1:{fitting}, a larger paper or a smaller area.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1:{scale} is no scale for a sheet. Give a number from {lowest} to {highest}, e.g. 2000 for 1:2000.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A picture of this paper with {dpi} dpi cannot be made. Take from {lowest} to {highest} dpi, or write a PDF, which is sharp at any size.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The font {path} is missing or broken, and a sheet needs it. Install planviewer again (in a checkout: make run).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} does not name a format sheets are written in. Write one of: {known}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} was read again and is not as asked: {what} is {found} instead of {expected}. The file was not kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{text}” is not a chainage on this line. Write it as Km0+100, within the line&apos;s length.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The map sent a message planviewer does not understand ({reason}). It was ignored.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The map cannot be shown: {reason}. Close planviewer and start it again; your work is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A part of the map could not be drawn: {reason}. Move the map to try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something went wrong inside planviewer ({reason}). The plan is unchanged; the log in the profile folder holds the details for whoever mends it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no display to open the window on. Use --screenshot OUT.png for a picture of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} was not written: the map was not complete within a minute. Try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what} has nothing that could be shown on a map.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder does not exist.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Is the name a picture&apos;s (.png)?</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>file</name>
    <message>
        <source>Plans and map files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plans</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved as your own copy: {path}. It opens from now on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved: {path}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the snapshot map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing the snapshot map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share as a web page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Web page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing the web page</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>layers</name>
    <message>
        <source>Loading …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opacity of the layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom to the layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About the layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove from the plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not readable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>loading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layers of the plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No layers yet. Open a file or drop one on the window.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} features</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Status: {word}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source: {source}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Date: {date}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accuracy: {accuracy}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>map</name>
    <message>
        <source>SCHEMATIC – positions are not approved or surveyed; do not measure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scale bar:</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>measures</name>
    <message>
        <source>Length and area</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>menu</name>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Sites</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>messages</name>
    <message>
        <source>Close this message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>place site</name>
    <message>
        <source>The place appears here in both systems.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Place a site</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where is “{site}”?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type the coordinates of one point of the site.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>WGS 84 (GPS)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Place the site</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Swap the values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>X – northing (m)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Y – easting (m)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Latitude</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Longitude</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>X is the northing (7 digits), Y the easting (6).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Latitude (about 22) comes first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what} cannot be read. Write it like {example}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The two values seem to be swapped. {rule}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what} = {value} is not in Vietnam. Check the digits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This place cannot be converted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is {distance} from the plan area. Is it right?</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>reading</name>
    <message>
        <source>The coordinate system is not known. Likely: {candidates}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give it with --crs EPSG:n.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The name ends in {suffix}, but the content is {format}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The .dbf part is missing: the features have no attributes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy all parts of the Shapefile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The layer is a table without geometries.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Noticed on reading: {text}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file says {own}; it was read as {used}, as chosen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Features lie where this coordinate system cannot have any.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct their coordinates, or choose the right coordinate system.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The layer holds no features.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The layer mixes points, lines and areas.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Features have no geometry; they are in the table but not on the map.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to do if their place is not known yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Features have an empty geometry and cannot be drawn.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw them again or delete them where the file was made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Features have coordinates that are not numbers and cannot be drawn.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct the coordinates where the file was made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outlines cross themselves or overlap; areas of them may be wrong.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repair the outlines before measuring with them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Features stand in the layer twice, with the same geometry and values.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete the copies, or areas will be counted twice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the file is empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is a folder, not a file. Choose a file in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>another program holds it, or you may not read it. Close it there, or ask its owner.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the system says: {text}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its text is UTF-16. Save it again as UTF-8.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An outline does not end where it begins; it was closed for showing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the outline where the file was made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The geometry is broken or of a kind that cannot be shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repair or convert it where the file was made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is cut short: it announces {announced} features and holds {got}. Copy it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the file {name} that belongs to it is missing. Copy all parts of the Shapefile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>another program holds it. Close it there and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is broken or cut short ({detail}). Copy it again, or save it anew where it came from.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the whole file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this value does not fit ({text}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this entry is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no entry of this name is known. Check the spelling.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an object in braces is expected here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a list in brackets is expected here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a text is expected here, not “{input}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{input}” is not written as expected here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the text must not be empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{input}” is not one of {expected}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{tag}” is not one of {expected_tags}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the entry {discriminator} is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a number is expected here, not “{input}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a finite number is expected here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a whole number is expected here, not “{input}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>true or false is expected here, not “{input}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the number must be greater than {gt}, not {input}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the number must be at least {ge}, not {input}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the number must be at most {le}, not {input}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{input}” is not a date (write 2021-06-10).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the list is longer than {max_length}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the list is shorter than {min_length}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the layer {layer} names the group {group}, which the plan does not have.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the zone {layer} starts from the layer {line}, which the plan does not have.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sites_layer names {layer}, a layer the plan does not have.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>basemap names {basemap}, which the plan does not have.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the {what} ids {ids} are used twice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to_m must be greater than from_m.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a zone that counts from the road&apos;s edge needs road_width_m.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to_chainage_m must be greater than from_chainage_m.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is a folder, not a plan.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is larger than any plan (16 MB).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its text is not UTF-8. Save it again as UTF-8.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this is not JSON (a comma, quote or bracket is wrong).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>brackets are nested too deeply.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{text}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>line {line}, column {column}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{text} is not a number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the key “{key}” stands twice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This feature is no site: its field “{field}” is missing or unfit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A site needs id, name, group_id, group and source.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The site id “{site}” is used again; the first one counts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The plan places the site “{site}”, which the layer does not hold.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none of the systems used in Vietnam</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}: then it lies {distance} from Cao Bằng</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the right encoding with --encoding, for example cp1258 or UTF-8.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file does not say in which encoding its text is; it was read as {encoding}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Some text is not {encoding}; what could not be read is shown as “�”.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>session</name>
    <message>
        <source>restore unsaved changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Computing zones</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>add {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>place {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>take back the place of {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>show {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hide {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>opacity of {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>move {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>remove {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>add basemap {name}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>sheet</name>
    <message>
        <source>The layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A sheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Made on {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on paper {paper}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sheet {number} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Facts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{easting} E</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{northing} N</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Legend</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>… and {count} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>N</source>
        <comment>north, on the arrow</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grid north</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grid north; true north lies {angle} west of it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grid north; true north lies {angle} east of it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SCHEMATIC</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Positions are neither approved nor surveyed. Not to be used for measuring.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scale {scale}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 cm on paper = {length} on the ground</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sources and status of the layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>accuracy unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>central meridian {angle}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Coordinate system: {system}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To WGS 84: {name}, accuracy {accuracy} m</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>side</name>
    <message>
        <source>left side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>right side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>both sides</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>site</name>
    <message>
        <source>Click on the map where “{site}” lies. Esc: leave it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>sites</name>
    <message>
        <source>{shown} of {all} sites</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search sites</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All groups</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Group</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Located</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not located</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear search and filters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>placed by you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from the plan&apos;s layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not located yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>located</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stop {number} of the visit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sites of the programme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom to the site</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Place with a click on the map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Place by typing coordinates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forget the place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No site matches. Try fewer words.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This plan has no sites.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>status</name>
    <message>
        <source>schematic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>approved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>surveyed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>status unknown</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>status bar</name>
    <message>
        <source>Scale of the map: choose one or write it, e.g. 1:5000</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not a scale. Write it as 1:5000 or 5000.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Coordinate system {code}, {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop the work in progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Position in the plan CRS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>VN-2000: X is the northing, Y the easting, in metres</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Position in WGS 84</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>WGS 84: latitude, longitude, in degrees</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>window</name>
    <message>
        <source>planviewer did not end properly last time. Your unsaved changes are back; Undo returns to the saved plan.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sites</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tools</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layers and sites</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The plan has changes that are not saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>writing</name>
    <message>
        <source>the system says: {text}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the disk is full. Make room or choose another place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the file or its folder may not be written, or another program has the file open. Close it there or choose another place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the disk can only be read. Choose another place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the disk does not take files so large. Choose another place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is a folder. Give the name of a file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the folder does not exist. Make it first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the name is too long. Choose a shorter one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the format does not take it ({detail}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Noticed on writing: {text}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the layer file {file} still lies elsewhere. Copy it into the plan&apos;s folder first.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>zones</name>
    <message>
        <source>From {start} to {end} from “{line}”, {side}, {ends}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>round ends</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>flat ends</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>counted from the edge of a road {width} wide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>between {start} and {end}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>without the areas of {layers}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A zone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its line layer has no field {field}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a chainage needs one connected line, and there are several</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it must end farther from the line than it begins</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its chainage lies beyond the end of the line, {end}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
