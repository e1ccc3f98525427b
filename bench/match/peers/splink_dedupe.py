"""Splink on one CSV file, the way its documentation proposes for companies and for people.

    python splink_dedupe.py --type account|contact --records records.csv --out clusters.csv
        [--pairs pairs.csv] [--link-only] [--temp DIR]

Clusters (connected components at probability 0.95) go to --out in input order: id, cluster_id. Then "clusters written"
is printed, at which the bench stops the clock. Pairs (row numbers from 0, weight, heaviest first) follow for the
search of the best threshold, which a user without the truth could not make.
"""

import argparse
import logging
import os
import warnings

import duckdb
from splink import DuckDBAPI, Linker, SettingsCreator
from splink.blocking_analysis import count_comparisons_from_blocking_rule

import account_model
import contact_model

MODELS = {"account": account_model, "contact": contact_model}
# Splink's tutorials predict at a low threshold and cluster at a high one.
PREDICT_AT, CLUSTER_AT = 0.01, 0.95
# A column with fewer values than this has nothing to train on.
FILLED = 0.005
# Splink's default is 1e6; more records need more, to see rare agreement at all. Five times as many changed no score
# of the labelled sets by more than 0.001.
PAIRS_FOR_U, PAIRS_FOR_U_OF_MANY = 1e6, 5e6
# Records up to which a model's wide blocking rules are used too: on one surname, say.
FEW = 20_000
# Pairs of one rule beyond which the tutorials say to choose a narrower one.
PAIRS_FOR_EM = 5e7


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--type", choices=MODELS, required=True)
    parser.add_argument("--records", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--pairs")
    parser.add_argument("--link-only", action="store_true")
    parser.add_argument("--temp", default=".")
    return parser.parse_args()


def connect(temp):
    connection = duckdb.connect()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    connection.execute(f"set threads = {len(os.sched_getaffinity(0))}")
    # DuckDB's own default is 80 %; other processes live here too. Beyond it, it goes to disk.
    connection.execute(f"set memory_limit = '{int(memory * 0.6 / 2**20)}MiB'")
    connection.execute(f"set temp_directory = '{temp}'")
    return connection


def load(connection, path, model):
    """Table `raw` as it stands in the file, table `records` standardised; gives the columns worth comparing."""
    connection.execute(
        "create table raw as select row_number() over () - 1 as row, * from "
        f"read_csv('{path}', all_varchar = true, header = true, quote = '\"', escape = '\"')"
    )
    there = {row[0] for row in connection.execute("describe raw").fetchall()}
    columns = {name: sql for name, (source, sql) in model.COLUMNS.items() if source in there}
    derived = ", ".join(f"nullif(trim({sql}), '') as {name}" for name, sql in columns.items())
    connection.execute(
        f"create table standardised as select row as unique_id, source as source_dataset, {derived} from raw"
    )
    extra = [f"{sql} as {name}" for name, (needs, sql) in model.JOINED.items() if needs <= columns.keys()]
    connection.execute(f"create table records as select {', '.join(['*', *extra])} from standardised")
    shares = ", ".join(f"count({name}) / count(*)" for name in columns)
    filled = connection.execute(f"select {shares} from records").fetchone()
    return {name for name, share in zip(columns, filled) if share >= FILLED}


def usable(rules, columns):
    """Rules (their columns, the rule) whose columns are all there."""
    return [rule for needs, rule in rules if needs <= columns]


def tables_of(connection, link_only):
    if not link_only:
        return ["records"]
    sources = connection.execute("select distinct source_dataset from records order by 1").fetchall()
    for index, (source,) in enumerate(sources):
        connection.execute(f"create table source_{index} as select * from records where source_dataset = $1", [source])
    return [f"source_{index}" for index in range(len(sources))]


def train(linker, model, columns, size_of, pairs_for_u):
    linker.training.estimate_probability_two_random_records_match(
        usable(model.CERTAIN, columns), recall=model.CERTAIN_RECALL
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=pairs_for_u, seed=1)
    trained = 0
    for rule in usable(model.TRAINING, columns):
        if trained < 2 and 0 < size_of(rule) <= PAIRS_FOR_EM:
            # Much faster, says the documentation, and changes the estimates slightly.
            linker.training.estimate_parameters_using_expectation_maximisation(
                rule, estimate_without_term_frequencies=True
            )
            trained += 1


def main():
    options = arguments()
    warnings.filterwarnings("ignore")
    logging.getLogger("splink").setLevel(logging.ERROR)
    model = MODELS[options.type]
    connection = connect(options.temp)
    columns = load(connection, options.records, model)
    link_type = "link_only" if options.link_only else "dedupe_only"
    count = connection.execute("select count(*) from records").fetchone()[0]
    rules = model.BLOCKING + (model.WIDE_BLOCKING if count <= FEW else [])
    settings = SettingsCreator(
        link_type=link_type,
        comparisons=usable(model.COMPARISONS, columns),
        blocking_rules_to_generate_predictions=usable(rules, columns),
    )
    database = DuckDBAPI(connection=connection)
    tables = tables_of(connection, options.link_only)
    linker = Linker(tables, settings, db_api=database)

    def size_of(rule):
        counted = count_comparisons_from_blocking_rule(
            table_or_tables=tables, blocking_rule=rule, link_type=link_type, db_api=database
        )
        return counted["number_of_comparisons_to_be_scored_post_filter_conditions"]

    train(linker, model, columns, size_of, PAIRS_FOR_U if count <= FEW else PAIRS_FOR_U_OF_MANY)
    pairs = linker.inference.predict(threshold_match_probability=PREDICT_AT)
    clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(pairs, CLUSTER_AT)
    connection.execute(
        f"copy (select raw.id, cluster_id from {clusters.physical_name} c join raw on raw.row = c.unique_id "
        f"order by raw.row) to '{options.out}' (header)"
    )
    print("clusters written", flush=True)
    if options.pairs:
        connection.execute(
            f"copy (select unique_id_l as l, unique_id_r as r, match_weight as weight from {pairs.physical_name} "
            f"order by match_weight desc) to '{options.pairs}' (header)"
        )


if __name__ == "__main__":
    main()
