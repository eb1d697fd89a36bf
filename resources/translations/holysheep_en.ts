<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en">
<context>
    <name>BatchWords</name>
    <message numerus="yes">
        <source>%Ln feature(s) listed</source>
        <translation>
            <numerusform>%Ln feature listed</numerusform>
            <numerusform>%Ln features listed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>answers of %Ln token(s)</source>
        <translation>
            <numerusform>answers of %Ln token</numerusform>
            <numerusform>answers of %Ln tokens</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ComparisonView</name>
    <message numerus="yes">
        <source>Of %Ln feature(s), both runs list {both}.</source>
        <translation>
            <numerusform>Of %Ln feature, both runs list {both}.</numerusform>
            <numerusform>Of %Ln features, both runs list {both}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DebugWords</name>
    <message numerus="yes">
        <source>%Ln feature(s) differ: {only_problematic} only in the problematic prompt, {only_normal} only in the normal one, {stronger} stronger and {weaker} weaker; {alike} alike.</source>
        <translation>
            <numerusform>%Ln feature differs: {only_problematic} only in the problematic prompt, {only_normal} only in the normal one, {stronger} stronger and {weaker} weaker; {alike} alike.</numerusform>
            <numerusform>%Ln features differ: {only_problematic} only in the problematic prompt, {only_normal} only in the normal one, {stronger} stronger and {weaker} weaker; {alike} alike.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExampleLines</name>
    <message numerus="yes">
        <source>%Ln passage(s).</source>
        <translation>
            <numerusform>%Ln passage.</numerusform>
            <numerusform>%Ln passages.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HistogramBars</name>
    <message numerus="yes">
        <source>%Ln token(s) in all.</source>
        <translation>
            <numerusform>%Ln token in all.</numerusform>
            <numerusform>%Ln tokens in all.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{low} to {high}: %Ln token(s)</source>
        <translation>
            <numerusform>{low} to {high}: %Ln token</numerusform>
            <numerusform>{low} to {high}: %Ln tokens</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HistoryWords</name>
    <message numerus="yes">
        <source>%Ln run(s)</source>
        <translation>
            <numerusform>%Ln run</numerusform>
            <numerusform>%Ln runs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LabelDesk</name>
    <message numerus="yes">
        <source>%Ln label(s) were written to {name}.</source>
        <translation>
            <numerusform>%Ln label was written to {name}.</numerusform>
            <numerusform>%Ln labels were written to {name}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LogWindow</name>
    <message numerus="yes">
        <source>%n line(s)</source>
        <translation>
            <numerusform>%n line</numerusform>
            <numerusform>%n lines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MapWords</name>
    <message numerus="yes">
        <source>%Ln of {total} layers are drawn.</source>
        <translation>
            <numerusform>%Ln of {total} layers is drawn.</numerusform>
            <numerusform>%Ln of {total} layers are drawn.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MeanWords</name>
    <message numerus="yes">
        <source>Mean of %Ln pair(s).</source>
        <translation>
            <numerusform>Mean of %Ln pair.</numerusform>
            <numerusform>Mean of %Ln pairs.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln pair(s) without a scale are left out.</source>
        <translation>
            <numerusform>%Ln pair without a scale is left out.</numerusform>
            <numerusform>%Ln pairs without a scale are left out.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PairWords</name>
    <message numerus="yes">
        <source>%Ln pair(s), {done} patched.</source>
        <translation>
            <numerusform>%Ln pair, {done} patched.</numerusform>
            <numerusform>%Ln pairs, {done} patched.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln pair(s), {done} patched, {failed} failed.</source>
        <translation>
            <numerusform>%Ln pair, {done} patched, {failed} failed.</numerusform>
            <numerusform>%Ln pairs, {done} patched, {failed} failed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PromptsField</name>
    <message numerus="yes">
        <source>{name}: %Ln prompt(s), {m} of them with a comparison, read as {encoding}</source>
        <translation>
            <numerusform>{name}: %Ln prompt, {m} with a comparison, read as {encoding}</numerusform>
            <numerusform>{name}: %Ln prompts, {m} of them with a comparison, read as {encoding}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProvenanceLine</name>
    <message numerus="yes">
        <source>%Ln token(s)</source>
        <translation>
            <numerusform>%Ln token</numerusform>
            <numerusform>%Ln tokens</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RowPlot</name>
    <message numerus="yes">
        <source>%Ln bar(s).</source>
        <translation>
            <numerusform>%Ln bar.</numerusform>
            <numerusform>%Ln bars.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SaeDetails</name>
    <message numerus="yes">
        <source>%Ln feature(s) fire on “{token}” (position {place}).</source>
        <translation>
            <numerusform>%Ln feature fires on “{token}” (position {place}).</numerusform>
            <numerusform>%Ln features fire on “{token}” (position {place}).</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SaeWords</name>
    <message numerus="yes">
        <source>The endpoint lists %Ln feature(s); the strongest is {feature}.</source>
        <translation>
            <numerusform>The endpoint lists %Ln feature; the strongest is {feature}.</numerusform>
            <numerusform>The endpoint lists %Ln features; the strongest is {feature}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln feature(s) fire on this prompt; the strongest is {feature}.</source>
        <translation>
            <numerusform>%Ln feature fires on this prompt; the strongest is {feature}.</numerusform>
            <numerusform>%Ln features fire on this prompt; the strongest is {feature}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of {width} features fire on this prompt; the strongest is {feature}.</source>
        <translation>
            <numerusform>%Ln of {width} features fires on this prompt; the strongest is {feature}.</numerusform>
            <numerusform>%Ln of {width} features fire on this prompt; the strongest is {feature}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of {width} features fire on this prompt; the strongest of the telling ones is {feature}.</source>
        <translation>
            <numerusform>%Ln of {width} features fires on this prompt; the strongest of the telling ones is {feature}.</numerusform>
            <numerusform>%Ln of {width} features fire on this prompt; the strongest of the telling ones is {feature}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TokenChips</name>
    <message numerus="yes">
        <source>%Ln token(s).</source>
        <translation>
            <numerusform>%Ln token.</numerusform>
            <numerusform>%Ln tokens.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TokenWeights</name>
    <message numerus="yes">
        <source>%Ln token(s).</source>
        <translation>
            <numerusform>%Ln token.</numerusform>
            <numerusform>%Ln tokens.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Whom</name>
    <message numerus="yes">
        <source>%Ln model(s)</source>
        <translation>
            <numerusform>%Ln model</numerusform>
            <numerusform>%Ln models</numerusform>
        </translation>
    </message>
</context>
</TS>
