### Plots of measures on the page of a map

plot-km = km
plot-plants = { $n } establishments
plot-localised = localised at { $ranges } km
plot-dispersed = dispersed at { $ranges } km
plot-concentrated = concentrated within { $ranges } km
plot-m-dispersed = dispersed within { $ranges } km
plot-as-chance = as chance has it at every distance
plot-k-up = K(d), per km
plot-k-read = Distance between establishments across, density of distances up. The most localised groups first, each in a scale of its own. Hatched and marked: what lies beyond the global band. Below it counts as dispersed only where the group is localised nowhere.
plot-key-k = K(d) of the group
plot-key-global = global band: 5 % of random groups leave it above anywhere, 5 % below
plot-key-local = local band: the same at each distance by itself
plot-key-localised = localised
plot-key-dispersed = dispersed
plot-k-left-out = Drawn: { $shown } of { $all } groups, the most localised. Left out: { $left }, of which { $localised } are localised and { $dispersed } dispersed. All curves are in the table k-density-curves: a file of its own beside CSV and Parquet, and in JSON.
plot-k-about = K-density of { $group } by distances from 0 to { $within } km: { $standing }. The density is highest at { $at } km, { $peak } per km, where chance would have { $expected }.
plot-m-up = M(r)
plot-m-across = r, km (by ratios)
plot-m-read = M up and the distance across, both by ratios: twice and half are as far from 1. The most concentrated groups first. Marked: what lies beyond the envelope.
plot-key-m = M(r) of the group
plot-key-envelope = envelope of random labelling, at each distance by itself
plot-key-one = 1: as everywhere
plot-key-concentrated = concentrated
plot-key-m-dispersed = dispersed
plot-m-left-out = Drawn: { $shown } of { $all } groups, the most concentrated. Left out: { $left }; they stand in the table below and in CSV, JSON and Parquet.
plot-m-about = M of { $group }: { $standing }. It is { $first } within { $first_km } km and { $last } within { $last_km } km; 1 is as everywhere.
map-col-local-low = Local band, low
map-col-local-high = Local band, high
map-word-concentrated = concentrated
map-measure-lisa-points = Regions beside their neighbours
map-about-lisa-points = Every region with its quotient, that of its neighbours (spatial lag), both in standard deviations, and the local Moran statistic. Kept: after correction for the number of regions.
map-col-standardised-value = Value, standard deviations
map-col-spatial-lag = Neighbours, standard deviations
map-col-open = Cell withheld
map-word-no-area = no area in the boundaries
lisa-read = Regions beside the mean of their neighbours, by published figures. Coloured and filled: what is left after correction, so that at most one in twenty is expected to be false. Choose a group; point at a region or tap it.
lisa-left-out = { $shown } of { $all } groups can be chosen, those in which most regions stand out; the others are in the table lisa-points (CSV, JSON, Parquet).
lisa-map = Map of local clusters
lisa-scatter = Moran scatter plot: the region's value across, the mean of its neighbours up, in standard deviations, even near the mean and by ratios farther out; dashed: the line of slope I
lisa-across = value of the region, standard deviations
lisa-not = not significant
lisa-not-high-high = not significant (high among high)
lisa-not-low-low = not significant (low among low)
lisa-not-high-low = not significant (high among low)
lisa-not-low-high = not significant (low among high)
lisa-none = takes no part: no figure, no area or no neighbour
lisa-open = hatched over it: not certain, the cell is withheld
lisa-points = filled: significant; hollow: not
lisa-open-point = diamond: the cell is withheld
lisa-told = { $group }: Moran's I { $moran }. High among high { $high_high }, low among low { $low_low }, high among low { $high_low }, low among high { $low_high }; not significant { $not }, taking no part { $none }. The cell is withheld in { $open ->
    [one] { $open } region
   *[other] { $open } regions
}.
map-col-smallest-possible-p = Smallest p that can be
lisa-few-draws = With so many draws p is at least { $p }. Among { $regions } regions one that stands out by itself is kept only from { $draws } draws on: --permutations { $draws }.
