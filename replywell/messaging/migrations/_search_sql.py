"""The SQL of full-text search.

Under row-level security no index serves `@@` (it is not leakproof), so search is one function of the owner that takes
the practice from `app.practice` and returns ids. The index holds, beside a text's words, one word that no text can
hold, "@practice:stretch": 16,384 ids make a stretch. A search looks into the newest stretches first and stops when it
has enough, so a word in every text costs no more than a rare one.
"""

# Accents are left out on both sides: "manana" finds "mañana".
WORDS = """
CREATE FUNCTION search_plain(body text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT translate(body, 'áéíóúüñàèìòùâêîôûäëïöçÁÉÍÓÚÜÑÀÈÌÒÙÂÊÎÔÛÄËÏÖÇ',
                         'aeiouunaeiouaeiouaeiocAEIOUUNAEIOUAEIOUAEIOC') $$;
CREATE FUNCTION search_words(body text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT to_tsvector('simple'::regconfig, search_plain(body)) $$;
"""

# What is younger than five minutes may stand before something whose transaction is still open: it waits.
INDEX_TEXTS = """
CREATE FUNCTION index_texts(most integer) RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET enable_seqscan TO off AS $$
DECLARE done integer;
BEGIN
  IF NOT pg_try_advisory_xact_lock(7465787474) THEN RETURN 0; END IF;
  WITH next AS MATERIALIZED (
    SELECT id, practice_id, body, stored_at < clock_timestamp() - interval '5 minutes' AS ripe FROM messaging_message
     WHERE id > (SELECT coalesce(max(message_id), 0) FROM messaging_textindex) AND conversation_id IS NOT NULL
     ORDER BY id LIMIT most
  ), made AS (
    INSERT INTO messaging_textindex (practice_id, message_id, words)
    SELECT practice_id, id,
           search_words(body) || array_to_tsvector(ARRAY['@' || practice_id || ':' || id / 16384])
      FROM next WHERE id < coalesce((SELECT min(id) FROM next WHERE NOT ripe), 9223372036854775807)
    RETURNING 1
  )
  SELECT count(*) INTO done FROM made;
  RETURN done;
END $$;
"""

# The index finds them all, and they are sorted: walking back from the newest could walk through everything.
SEARCH_STRETCHES = """
CREATE FUNCTION search_stretches(wanted tsquery, most integer) RETURNS SETOF bigint
  LANGUAGE sql STABLE SET enable_seqscan TO off SET enable_indexscan TO off SET enable_indexonlyscan TO off
  SET max_parallel_workers_per_gather TO 0 AS $$
  SELECT message_id FROM messaging_textindex WHERE words @@ wanted ORDER BY message_id DESC LIMIT most $$;
"""

SEARCH_SCOPE = """
CREATE FUNCTION search_scope(practice bigint, low bigint, high bigint) RETURNS tsquery LANGUAGE sql IMMUTABLE AS $$
  SELECT string_agg(format('''@%s:%s''', practice, one), '|')::tsquery FROM generate_series(low, high) one $$;
"""

# Newest first. The last word may be a beginning; where it is a word that enough of the newest texts hold, it is that
# word, for gathering all that begins with it would cost more than the search. Texts not indexed yet are few and are
# read themselves.
SEARCH_TEXTS = """
CREATE FUNCTION search_texts(wanted text[], most integer) RETURNS SETOF bigint
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET enable_seqscan TO off AS $$
DECLARE
  mine bigint := nullif(current_setting('app.practice', true), '')::bigint;
  ending text := search_plain(wanted[cardinality(wanted)]);
  query tsquery := plainto_tsquery('simple', search_plain(array_to_string(wanted, ' ')));
  words tsquery := query;
  scope tsquery; upto bigint; high bigint; low bigint; wide bigint := 1; left_over integer := most; got integer;
BEGIN
  IF length(ending) >= 3 THEN
    query := plainto_tsquery('simple', search_plain(array_to_string(wanted[:cardinality(wanted) - 1], ' ')))
      && to_tsquery('simple', ending || ':*');
  END IF;
  IF mine IS NULL OR numnode(query) = 0 THEN RETURN; END IF;
  SELECT message_id INTO upto FROM messaging_textindex ORDER BY message_id DESC LIMIT 1;
  RETURN QUERY SELECT m.id FROM (
      SELECT id, practice_id, body, conversation_id FROM messaging_message WHERE id > coalesce(upto, 0)
       ORDER BY id DESC LIMIT 5000) m
    WHERE m.practice_id = mine AND m.conversation_id IS NOT NULL AND search_words(m.body) @@ query
    ORDER BY m.id DESC LIMIT left_over;
  GET DIAGNOSTICS got = ROW_COUNT;
  left_over := left_over - got;
  high := upto / 16384;
  IF left_over > 0 AND high IS NOT NULL THEN
    scope := search_scope(mine, greatest(high - 1, 0), high);
    SELECT count(*) INTO got FROM search_stretches(words && scope, left_over);
    IF got = left_over THEN query := words; ELSE wide := 4; END IF;
  END IF;
  WHILE high >= 0 AND left_over > 0 LOOP
    low := greatest(high - wide + 1, 0);
    RETURN QUERY SELECT * FROM search_stretches(query && search_scope(mine, low, high), left_over);
    GET DIAGNOSTICS got = ROW_COUNT;
    left_over := left_over - got;
    high := low - 1;
    wide := wide * 4;
  END LOOP;
END $$;
"""

FOR_THE_APP = """
REVOKE EXECUTE ON FUNCTION index_texts, search_texts FROM PUBLIC;
GRANT EXECUTE ON FUNCTION index_texts, search_texts TO replywell_app;
"""

ALL = [WORDS, INDEX_TEXTS, SEARCH_STRETCHES, SEARCH_SCOPE, SEARCH_TEXTS, FOR_THE_APP]
