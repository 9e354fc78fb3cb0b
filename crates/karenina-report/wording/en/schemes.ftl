# Schemes beside the signs, and other clusters beside a value.

### Peers and schemes

Peers = Other clusters
peers-of-all = of the programme
peers-of-field = of the field “{ $field }”
peers-position = Among { $n } others { $group } with a known value: { $lower } lower, { $same } the same or within the bounds, { $higher } higher.
peers-yes-no = Among { $n } others { $group } of whom it is known: { $lower } answer less than this cluster, { $same } the same, { $higher } more.
peers-quartiles = Quartiles, itself included: { $first }; { $median }; { $third }.
Strengths = Strengths, upstream first
Weaknesses = Weaknesses, upstream first
feeds = → feeds
Schemes = Schemes beside the nine signs
schemes-none = The catalogue has no schemes.
schemes-page-lead = Sets of criteria with a name, as data in `catalogue/schemes/`: `karenina scheme` lists them, `karenina scheme eccp_admission FOLDER` shows what each cluster comes to, and the page of each cluster has them. They decide nothing of the verdict. None is a label; letters say how sure it is that a criterion is that of the original: A read in a primary source, B remembered well and confirmed in part, C plausible, D a guess.
scheme-published = as published
scheme-derived = derived, not official
scheme-illustrative = illustrative, not official
scheme-standing = { $standing }; certainty { $certainty }
scheme-criterion = Criterion
scheme-clusters = Clusters
scheme-certainty = Certainty
scheme-met = { $n } of { $of } met
scheme-met-between = { $low } to { $high } of { $of } met
scheme-level = { $level }: { $met }
scheme-all-met = all met
scheme-not-all-met = not all met
scheme-all-unknown = cannot be decided
scheme-marks = ✓ met, ✗ not met, ? nobody has said. [A]–[D]: how sure it is that the original asks so. No label is given or claimed.
no-scheme = there is no scheme `{ $found }`{ $near ->
    [none] {";"}
   *[other] ; is `{ $near }` meant?
} karenina scheme lists them all
