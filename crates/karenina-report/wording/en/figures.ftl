# Figures: words of the drawings, their tables, and problems of the catalogue's figures and schemes.

problem-K0450 = no figure of the program is called `{ $found }`{ $near ->
    [none] {""}
   *[other] ; is `{ $near }` meant?
}
help-K0450 = A file under figures/ gives words and reference values to one of the figures that the program draws, and is named after it. This name is none of them, so the file says nothing to anybody. karenina figure list shows all names.

problem-K0451 = the figure has no item `{ $found }`{ $near ->
    [none] {""}
   *[other] ; is `{ $near }` meant?
}
help-K0451 = Values and ranks of a reference, and parts of an item, name an item of the same figure. This one is not among its items, so the value would be shown nowhere. Correct the name or add the item with its two labels.

problem-K0460 = criteria cannot be brought together by `{ $found }`{ $near ->
    [none] {""}
   *[other] ; is `{ $near }` meant?
}
help-K0460 = A scheme says in `decides` how its criteria come together: all (every one has to be met), levels (a level by the number that is met), or sides (nothing is decided, each side is shown for itself).

problem-K0461 = `{ $found }` stands for two things of this scheme; give each a word of its own
help-K0461 = Sides and criteria of a scheme are told apart by their ids, in results and in JSON. Two with one id cannot be told apart.

problem-K0462 = a level cannot begin at { $found } criteria; between { $low } and { $high } is possible
help-K0462 = Levels of a scheme stand lowest first, each begins at more criteria than the one before it, and none at more criteria than the scheme has. A scheme that decides by levels needs at least one.

problem-K0463 = no indicator answers the criterion `{ $found }`, and the file does not say why
help-K0463 = A criterion of a scheme names the indicators that stand for it. Where nothing in the catalogue can say, it gives the reason in `why_not`: such a criterion stays unknown for every cluster, and the reader sees why.

### Words of the drawings

fig-programme = this programme
fig-lost = lost in the surviving text
fig-not-known = not known
fig-count-of = { $count } of { $of } · { $share }
fig-rank = rank { $rank }
fig-rank-last = last
fig-all = all together
fig-n-clusters = { $n ->
    [one] { $n } cluster
   *[other] { $n } clusters
}
fig-n-organisations = { $n ->
    [one] { $n } organisation
   *[other] { $n } organisations
}
fig-n-respondents = { $n ->
    [one] { $n } respondent
   *[other] { $n } respondents
}
fig-n-seats = { $n ->
    [one] { $n } seat
   *[other] { $n } seats
}
fig-n-pairs = { $n ->
    [one] { $n } pair of organisations
   *[other] { $n } pairs of organisations
}
fig-hub = cluster organisation
fig-silent-clusters = { $n ->
    [one] Of { $n } more cluster nobody says who began it.
   *[other] Of { $n } more clusters nobody says who began them.
}
fig-no-networks = { $n ->
    [one] The dataset lists { $n } cluster and no network across clusters.
   *[other] The dataset lists { $n } clusters and no network across them.
}
fig-other-clusters = { $n ->
    [one] { $n } more cluster has a body of its own or none, and belongs to no network across clusters.
   *[other] { $n } more clusters have bodies of their own or none, and belong to no network across clusters.
}
fig-clusters-lost = { $n ->
    [one] { $n } cluster, its name lost in the surviving text
   *[other] { $n } clusters, their names lost in the surviving text
}
fig-in-use = in use in { $n } of { $of }
fig-nobody-said = { $n } not said
fig-centre = centre
fig-network = network

### Tables of the figures

fig-item = Item
fig-what = What
Name = Name
fig-reaches = Clusters
fig-initiator = Initiator
fig-certainty = certainty
fig-mechanism = Mechanism
fig-area = Area
fig-element = Element
fig-first-side = Organisational (European Union)
fig-second-side = Statistical (East Asia and others)
fig-clusters = Clusters
fig-col-mean = mean
fig-col-count = number
fig-col-share = share
fig-col-interval = 95 % interval
fig-col-printed = as printed
fig-col-rank = rank
fig-columns = Columns

### Notes and sources

Figures = Figures
fig-lead = Every figure and table of the article, with this programme's own values. Each has its table.
fig-table = Table
fig-read = How to read it
fig-none = The catalogue has no figures.
fig-note-lost = Of the article’s figure: { $text }.
fig-note-unsure = ° reconstructed or implied, not simply said.
fig-note-wilson = Thin lines and brackets: 95 % interval (Wilson), as if these few were drawn from many.
fig-note-not-with = Not to be compared with { $figure } ({ $title }): { $why }.
fig-note-nothing = The dataset says nothing of this; only what others have, or what is asked, is shown.
fig-note-several-fields = A cluster may stand in several fields, so that numbers add up to more than all.
fig-note-unlisted = { $n ->
    [one] Of { $n } more cluster the field is not said.
   *[other] Of { $n } more clusters the field is not said.
}
fig-note-amounts = { $n } of { $of } organisations are not in the figure: their amounts are not all known.
fig-note-too-large = { $n } groups or projects with more than 200 partners are not counted: their pairs tell nothing.
fig-note-caveat = { $of }: { $text }.
fig-source = Source
fig-source-claims = { $said }
fig-source-rows = rows of { $programme }, as of { $date }
fig-source-model = figure after { $source }
no-figure = there is no figure `{ $found }`{ $near ->
    [none] {";"}
   *[other] ; is `{ $near }` meant?
} karenina figure lists them all
fig-one-drawing = { $n ->
    [0] no figure is asked for
   *[other] one file holds one drawing, and { $n } are asked for: give a folder with --out, or another format such as html
}
fig-figure = Fig { $n }
fig-table-n = Table { $n }
fig-computed-from = Computed from:
fig-page-lead = The figures and tables of the article as views of any dataset: `karenina figure` lists them, `karenina figure 4 FOLDER` shows one, `--format svg|table|csv|json|html|md` and `--out` write it. Their words, the order of their items and the values of others stand in `catalogue/figures/`. Where a dataset claims the values of a figure they are shown as said, with n and vintage; else they are computed from its rows. What is lost in the surviving text is shown as lost.
