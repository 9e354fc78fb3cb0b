"""A small part of the main job, as people do it today: seven member indicators by cluster.

    python3 bench/main-job-peer.py duckdb|polars|pandas FOLDER

FOLDER is made by `karenina-dev generate`. Nothing is judged, no unknown is kept apart, nothing can
be traced: it is what a script does in an afternoon, and the least that the answer can cost there.
"""

import sys


def with_duckdb(folder):
    import duckdb

    return duckdb.sql(
        f"""
        with m as (
            select m.cluster, o.* from read_csv('{folder}/memberships.csv', all_varchar = true) m
            left join read_csv('{folder}/organisations.csv', all_varchar = true) o on o.id = m.organisation
            where m."to" is null or m."to" > '2026-01-01'
        )
        select cluster, count(distinct id), avg((kind in ('manufacturing_company', 'service_company'))::int),
            avg((size in ('micro', 'small', 'medium'))::int), avg((ownership = 'private')::int),
            count(distinct activity), sum(try_cast(employees as double)), max(try_cast(employees as double))
        from m group by cluster order by cluster
        """
    ).fetchall()


def with_polars(folder):
    import polars as pl

    organisations = pl.scan_csv(f"{folder}/organisations.csv", infer_schema=False)
    members = pl.scan_csv(f"{folder}/memberships.csv", infer_schema=False).filter(
        pl.col("to").is_null() | (pl.col("to") > "2026-01-01")
    )
    rows = members.join(organisations, left_on="organisation", right_on="id", how="left")
    employees = pl.col("employees").cast(pl.Float64, strict=False)
    return (
        rows.group_by("cluster")
        .agg(
            pl.col("organisation").n_unique(),
            pl.col("kind").is_in(["manufacturing_company", "service_company"]).mean().alias("companies"),
            pl.col("size").is_in(["micro", "small", "medium"]).mean().alias("smes"),
            (pl.col("ownership") == "private").mean().alias("private"),
            pl.col("activity").n_unique().alias("lines"),
            employees.sum().alias("employees"),
            employees.max().alias("largest"),
        )
        .sort("cluster")
        .collect()
    )


def with_pandas(folder):
    import pandas as pd

    organisations = pd.read_csv(f"{folder}/organisations.csv", dtype=str)
    members = pd.read_csv(f"{folder}/memberships.csv", dtype=str)
    members = members[members["to"].isna() | (members["to"] > "2026-01-01")]
    rows = members.merge(organisations, left_on="organisation", right_on="id", how="left")
    rows["employees"] = pd.to_numeric(rows["employees"], errors="coerce")
    rows["company"] = rows["kind"].isin(["manufacturing_company", "service_company"])
    rows["sme"] = rows["size"].isin(["micro", "small", "medium"])
    rows["private"] = rows["ownership"] == "private"
    return rows.groupby("cluster").agg(
        members=("organisation", "nunique"),
        companies=("company", "mean"),
        smes=("sme", "mean"),
        private=("private", "mean"),
        lines=("activity", "nunique"),
        employees=("employees", "sum"),
        largest=("employees", "max"),
    )


peers = {"duckdb": with_duckdb, "polars": with_polars, "pandas": with_pandas}
print(len(peers[sys.argv[1]](sys.argv[2])), "clusters")
