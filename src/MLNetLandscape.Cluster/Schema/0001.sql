-- Studies, their trials, the workers that run them, and small data sets by their content.

CREATE TABLE landscape.study (
    id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name             text NOT NULL UNIQUE,
    fingerprint      text NOT NULL,
    program          text NOT NULL,              -- the version that submitted it; no other runs it
    is_cancelled     boolean NOT NULL DEFAULT false,
    time_limit       interval,                   -- of a trial
    most_losses      integer NOT NULL,           -- workers that may end over a trial, without a checkpoint between, before it fails
    -- How many trials are in each state, kept with every change of one, so that progress costs the same for any number of trials.
    queued           integer NOT NULL,
    running          integer NOT NULL DEFAULT 0,
    done             integer NOT NULL DEFAULT 0,
    failed           integer NOT NULL DEFAULT 0,
    cancelled        integer NOT NULL DEFAULT 0,
    submitted        timestamptz NOT NULL DEFAULT now(),
    CHECK (queued >= 0 AND running >= 0 AND done >= 0 AND failed >= 0 AND cancelled >= 0)
) WITH (fillfactor = 50);

CREATE TABLE landscape.worker (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name         text NOT NULL,
    program      text NOT NULL,
    slots        integer NOT NULL,
    started      timestamptz NOT NULL DEFAULT now(),
    leased_until timestamptz NOT NULL           -- it lives until then, unless it says more
);

CREATE TABLE landscape.trial (
    study         bigint NOT NULL REFERENCES landscape.study ON DELETE CASCADE,
    number        integer NOT NULL,              -- its place in the study
    key           text NOT NULL,
    type          text NOT NULL,
    settings      text NOT NULL,                 -- JSON as text, here and in the result: jsonb would not keep every bit
    seed          bigint NOT NULL,
    data          text NOT NULL,
    state         smallint NOT NULL DEFAULT 0,   -- 0 queued, 1 running, 2 done, 3 failed, 4 cancelled
    attempt       integer NOT NULL DEFAULT 0,    -- counts claims; who writes must have made the last
    losses        integer NOT NULL DEFAULT 0,
    worker        bigint,
    leased_until  timestamptz,
    completed     bigint NOT NULL DEFAULT 0,
    steps         bigint NOT NULL DEFAULT 0,
    checkpoint    bytea,
    result        text,
    error_kind    text,
    error_message text,
    PRIMARY KEY (study, number)
) WITH (fillfactor = 80);

CREATE INDEX trial_queued ON landscape.trial (study, number) WHERE state = 0;
CREATE INDEX trial_running ON landscape.trial (leased_until) WHERE state = 1;

CREATE TABLE landscape.data (
    hash    text NOT NULL,
    part    integer NOT NULL,
    content bytea NOT NULL,
    PRIMARY KEY (hash, part)
);
