"""A small corpus whose mean activation stands in where no mean of a larger one is stored with an SAE."""

from __future__ import annotations

SENTENCES = (
    "The committee will publish its report on water quality next spring.",
    "She closed the window, because the wind had turned cold after sunset.",
    "Add two spoons of olive oil and let the onions soften over a low heat.",
    "The train to the coast leaves at seven and takes a little under three hours.",
    "Light travels about three hundred thousand kilometres in a second.",
    "I was not sure whether the film was meant to be funny or sad.",
    "In 1848 the parliament met for the first time in the old church.",
    "def mean(values):\n    return sum(values) / len(values)",
    "The patient was given antibiotics and recovered within a week.",
    "Our team lost the final, but nobody in the stadium went home early.",
    "Interest rates rose again, and house prices have begun to fall.",
    "Press the button for two seconds until the lamp turns green.",
    "오늘은 아침부터 비가 내려서 우산을 들고 나갔다.",
    "이 책은 조선 시대의 시장과 상인들에 대해 이야기한다.",
    "새로운 도서관은 다음 달에 문을 열 예정입니다.",
    "김치찌개를 끓일 때는 잘 익은 김치를 쓰는 것이 좋다.",
    "컴퓨터를 다시 시작하면 설정이 적용됩니다.",
    "어제 본 영화는 생각보다 길었지만 마지막 장면이 좋았다.",
    "연구팀은 실험 결과를 국제 학술지에 발표했다.",
    "여름에는 해가 늦게 지고 겨울에는 일찍 진다.",
    "駅前の小さな店でおいしいパンを買いました。",
    "La ville se trouve au bord d'une rivière large et calme.",
    "Der Zug hatte wegen des Schnees eine Stunde Verspätung.",
    "El mercado abre todos los días a las ocho de la mañana.",
)
