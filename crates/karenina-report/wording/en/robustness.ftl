# English. How sure the verdicts are.

Sureness = How sure we are
sure-title = How sure are the verdicts on { $name }?
sure-nothing-varies = Nothing that decides a verdict here carries an error, lies within bounds or has a rival threshold: every draw gives the same. What is open is open because nobody has said it, and no draw can say it either.
sure-drawn = { $draws } times everything that is not exact was drawn anew: the error of each measurement, the place of a value that is known within bounds only, and which of the rival thresholds judges. { $cells ->
    [one] { $cells } value is
   *[other] { $cells } values are
} uncertain in one of these ways. What nobody has said stays open in every draw.
sure-not-drawn = No draws were made here: { $cells ->
    [one] { $cells } value is
   *[other] { $cells } values are
} uncertain, more than this page draws in passing. The chances are exact products all the same; karenina robust makes the draws.
sure-same = { $same ->
    [one] { $same } of { $n } verdicts came out the same every time.
   *[other] { $same } of { $n } verdicts came out the same every time.
}
sure-nominal = As the values stand
sure-robust = With errors in mind
sure-in-draws = In how many of { $draws } draws
sure-chance = Chance that every sign is met
sure-chance-note = exact; from what is open failing to what is open passing
sure-by-luck = By luck of measurement alone
sure-places = Place
sure-always-not = always at least one sign missing
sure-always-met = always every sign met
sure-always-open = cannot be decided in any draw
sure-times-not = in { $n } (± { $error }) at least one sign is missing
sure-times-met = in { $n } (± { $error }) every sign is met
sure-times-open = in { $n } (± { $error }) it cannot be decided
sure-robust-note = With errors in mind: by the judging thresholds alone; in the draws their rivals judge too. ± is the error that the number of draws leaves.
sure-error = ± { $error }
sure-differs = As the values stand and with errors in mind the verdicts differ for: { $names }.
sure-agree = As the values stand and with errors in mind every verdict is the same.
sure-how-many = Clusters with every sign: at least { $low } and at most { $high } in the middle nine tenths of the draws.
sure-legend = Bars: at least one sign missing, cannot be decided, every sign met.
sure-place-range = { $best }–{ $worst }
sure-place-note = Place: mean of the best and worst place that a cluster may have in a draw, fewest missing signs first, then the strongest of the weakest degrees.

rivals-title = If another source judged
rivals-none = No criterion that decides anything has a rival threshold in force.
rivals-lead = The sources disagree on { $names }. All { $n } combinations were gone through; { $changed ->
    [0] no verdict on a cluster changes in any of them.
    [one] the verdict on { $changed } cluster changes in at least one.
   *[other] the verdicts on { $changed } clusters change in at least one.
}
rivals-lead-alone = The sources disagree on { $names }. There are { $n } combinations, too many to go through, so each rival was tried alone; { $changed ->
    [0] no verdict on a cluster changes.
    [one] the verdict on { $changed } cluster changes in at least one.
   *[other] the verdicts on { $changed } clusters change in at least one.
}
rivals-thresholds = Judged by
rivals-counts = Sustainable / not / undecided
rivals-changes = What changes
rivals-change = { $cluster }: { $sign } { $before } → { $after }
rivals-change-verdict = , { $before } → { $after }

ranges-title = How far each threshold may move
ranges-lead = Exact, by sorting the values: inside the interval nothing changes, whatever the bound is.
ranges-bound = Judging bound
ranges-verdicts = Every verdict stays
ranges-signs = Every sign of every cluster stays
ranges-clusters-title = Which threshold would turn which verdict
ranges-cluster = Its verdict stays
ranges-any = wherever the bound stands

inputs-title = What the verdicts hang on
inputs-lead = The chance that the verdict flips when this input alone is found anew, with what is open taken to turn out well. The index is that chance over the most it could be: 0, nothing hangs on it; 1, everything does.
inputs-none = No error of a single measurement and no rival of a single threshold flips a verdict that could flip at all.
inputs-input = Input
inputs-value = value
inputs-threshold = threshold
inputs-flips = Flips
inputs-index = Index

luck-title = How far luck goes
luck-lead = { $n ->
    [one] { $n } sign
   *[other] { $n } signs
}, each measured once with error and truly so many standard errors above its threshold: how likely all are seen met, all are certified one by one at { $alpha }, or at least one is wrongly declared failed, without and with a correction for their number (Holm's is never worse than Bonferroni's, which is shown).
luck-margin = Truly above, in standard errors
luck-seen = All seen met
luck-certified = All certified
luck-failed = One wrongly failed, uncorrected
luck-corrected = One wrongly failed, corrected

sure-method = Seed { $seed }, { $draws } draws in blocks with a stream of their own (ChaCha8). Rivals { $rivals }; values within bounds { $spread }. Robustly sustainable from { $yes } on, robustly not up to { $no }.
sure-rivals-drawn = drawn with equal chance
sure-rivals-not = not drawn
sure-spread = spread evenly
sure-left-open = left open
sure-failing = Signs seen failed that hold after all
sure-failing-note = Highest chance, and with Holm's correction over all signs.
sure-corrected = corrected
karenina-robust-more = More, cluster by cluster: karenina robust

counting-by-sign = Which signs the gap is made of
counting-by-sign-lead = Share of all gaps at k = { $k }, from those that are certain, and the censored headcount: clusters that miss the sign and at least { $k } in all.
counting-censored = Censored headcount
counting-share = Part of M0
counting-adds = M0 adds up over groups: { $sum }.
