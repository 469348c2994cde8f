"""Telling whether two names may be one person's, however they are spelt.

Plain functions of text: they read no table. They have an owner and a fixed search path because an index uses
them and a restored backup has to find them.
"""

from django.db import migrations

from alongside.foundation.access.gate import APP, GATE, OWNER, Definer

# A name in plain small words: no accents, no apostrophes, no titles. What a form wrote
# for "no name yet", which ends in the time of day, is none.
WORDS = r"""
    select array_remove(regexp_split_to_array(trim(regexp_replace(regexp_replace(
            translate(
                lower(regexp_replace(
                    normalize(regexp_replace(p_text, '^[^()]*\([^()]*\d\d:\d\d\)', ''), NFKD),
                    '[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670''’ʼʻ`´]', '', 'g'
                )),
                'łøđßæœþðı', 'lodsaotdi'
            ),
            '[[:space:][:punct:]–—·،]+', ' ', 'g'),
            '\m(dr|mr|mrs|ms|miss)\M', ' ', 'g')), ' +'), '')
"""

# How a word sounds, roughly: its consonants after the spellings that are often mixed up are made one.
SOUND = r"""
declare
    w text := p_word;
begin
    w := regexp_replace(w, '^s(?=i[aou])', 'X');
    w := regexp_replace(w, 'tsch|tch|sch|sh|ch|cz|sz', 'X', 'g');
    w := regexp_replace(w, 'bh|mh|ph(?=v)|w', 'v', 'g');
    w := regexp_replace(w, 'ph', 'f', 'g');
    w := regexp_replace(w, 'x', 'ks', 'g');
    w := regexp_replace(w, 'c(?=[eiy])', 's', 'g');
    w := regexp_replace(w, 'ck|kh|[cq]', 'k', 'g');
    w := translate(w, 'zj', 'sy');
    w := regexp_replace(w, 'h', '', 'g');
    w := regexp_replace(w, '^[aeiouy]+', 'a');
    w := left(w, 1) || regexp_replace(substr(w, 2), '[aeiouy]', '', 'g');
    return regexp_replace(w, '(.)\1+', '\1', 'g');
end
"""

# The sounds of every whole word, for an index to look for.
SOUNDS = """
    select coalesce(array_agg(distinct name_sound(w)), '{}')
    from unnest(name_words(p_text)) w where length(w) > 1
"""

# Two words are one name: the same letters, or the same in another order, or the same sound and long enough
# for that to mean something, or nearly the same letters.
SAME_WORD = """
    select p_one = p_other
        or (left(p_one, 1) = left(p_other, 1) and (
            select string_agg(x, '' order by x) from regexp_split_to_table(translate(p_one, 'y', 'i'), '') x
        ) = (
            select string_agg(x, '' order by x) from regexp_split_to_table(translate(p_other, 'y', 'i'), '') x
        ))
        or (length(name_sound(p_one)) >= 3 and name_sound(p_one) = name_sound(p_other))
        or (least(length(p_one), length(p_other)) >= 3 and similarity(p_one, p_other) >= 0.6)
        or (length(p_one) >= 4 and length(p_other) >= 4 and left(p_one, 1) = left(p_other, 1)
            and name_sound(p_one) = name_sound(p_other) and abs(length(p_one) - length(p_other)) <= 2
            and left(p_one, 2) = left(p_other, 2))
"""

# How well two names fit: 3 two words or more; 2 one word and an initial; 1 one word, and one of the two has
# no more to say; 0 they don't.
FIT = """
declare
    ones text[];
    others text[];
    whole integer := 0;
    letters integer := 0;
    left_over text[];
    w text;
    hit integer;
begin
    select array_agg(distinct x) into ones from unnest(name_words(p_one)) x;
    select array_agg(distinct x) into others from unnest(name_words(p_other)) x;
    if ones is null or others is null then
        return 0;
    end if;
    left_over := others;
    foreach w in array ones loop
        continue when length(w) < 2;
        select i into hit from unnest(left_over) with ordinality as t (x, i)
        where length(x) > 1 and name_same_word(w, x) order by x <> w, i limit 1;
        if hit is not null then
            whole := whole + 1;
            left_over := left_over[:hit - 1] || left_over[hit + 1:];
            ones := array_remove(ones, w);
        end if;
    end loop;
    select count(*) into letters from unnest(ones) x
    where exists (
        select 1 from unnest(left_over) y
        where (length(x) = 1 or length(y) = 1) and left(x, 1) = left(y, 1)
    );
    return case
        when whole >= 2 then 3
        when whole = 1 and letters > 0 then 2
        when whole = 1 and (cardinality(ones) = 0 or cardinality(left_over) = 0) then 1
        else 0
    end;
end
"""

CALLERS = f"{APP}, {GATE}, {OWNER}"


def _plain(signature: str, returns: str, body: str, language: str = "sql") -> Definer:
    return Definer(
        signature, returns, body, language=language, volatility="immutable", role=GATE,
        callers=CALLERS,
    )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("sharing", "0006_away")]

    operations = [
        _plain("name_words(p_text text)", "text[]", WORDS),
        _plain("name_sound(p_word text)", "text", SOUND, "plpgsql"),
        _plain("name_sounds(p_text text)", "text[]", SOUNDS),
        _plain("name_same_word(p_one text, p_other text)", "boolean", SAME_WORD),
        _plain("name_fit(p_one text, p_other text)", "integer", FIT, "plpgsql"),
        migrations.RunSQL(
            "create index people_client_sounds on people_client "
            "using gin (name_sounds(name || ' ' || full_name))",
            "drop index people_client_sounds",
        ),
        migrations.RunSQL(
            "create index people_safeway_value on people_safeway (value) "
            "where value <> '' and ended_at is null",
            "drop index people_safeway_value",
        ),
    ]
