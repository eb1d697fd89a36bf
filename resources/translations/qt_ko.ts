<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko_KR" sourcelanguage="en">
<context>
    <name>QAbstractFileIconProvider</name>
    <message><source>Drive</source><translation>드라이브</translation></message>
    <message><source>File</source><translation>파일</translation></message>
    <message><source>%1 File</source><translation>%1 파일</translation></message>
    <message><source>File Folder</source><translation>파일 폴더</translation></message>
    <message><source>Folder</source><translation>폴더</translation></message>
    <message><source>Alias</source><translation>가상본</translation></message>
    <message><source>Shortcut</source><translation>바로 가기</translation></message>
    <message><source>Unknown</source><translation>알 수 없음</translation></message>
</context>
<context>
    <name>QFileDialog</name>
    <message><source>File type:</source><translation>파일 형식:</translation></message>
    <message><source>&amp;Look in:</source><translation>찾는 위치(&amp;L):</translation></message>
    <message><source>Files of &amp;type:</source><translation>파일 형식(&amp;T):</translation></message>
</context>
<context>
    <name>QKeySequenceEdit</name>
    <message><source>Press shortcut</source><translation>단축키를 누르세요</translation></message>
</context>
</TS>
