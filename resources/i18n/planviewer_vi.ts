<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="vi" sourcelanguage="en">
<context>
    <name>errors</name>
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
</TS>
