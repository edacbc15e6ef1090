// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.party;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A name, read: what its words say of the party, and its key.
 *
 * @param name as filed
 * @param region by whose rules the key is made
 * @param kind what its words say
 * @param key what is left of it as a company's name
 */
public record ReadName(String name, NameRegion region, String plain, PartyTerms.Kind kind, NameKey key) {
    /** Names kept a thread: the regulars of a feed. A power of two. */
    private static final int KEPT = 2048;

    /**
     * What was read lately, by hash; a newer name takes the place of an older. Most names of a feed come again, and
     * finding one costs a twentieth of reading it.
     */
    private static final ThreadLocal<@Nullable ReadName[]> RECENT = ThreadLocal.withInitial(() -> new ReadName[KEPT]);

    /** Words of a person's name at most. */
    private static final int MOST_OF_A_PERSON = 5;

    /** Letters of a code at most. */
    private static final int CODE = 3;

    /**
     * As {@link NameKey#plain(String)} makes it. A code in capital letters is that already: it is not looked for, and
     * takes no name's place.
     */
    public static String plainOf(String text) {
        return isCode(text) ? text : of(text).plain();
    }

    private static boolean isCode(String text) {
        boolean code = text.length() <= CODE;
        for (int i = 0; code && i < text.length(); i++) {
            code = text.charAt(i) >= 'A' && text.charAt(i) <= 'Z';
        }
        return code;
    }

    /** A name by the rules of all names. */
    public static ReadName of(String name) {
        return of(name, NameRegion.ELSEWHERE);
    }

    /** A name by the rules of where its owner is. */
    public static ReadName of(String name, NameRegion region) {
        @Nullable ReadName[] recent = RECENT.get();
        int hash = name.hashCode();
        int place = (hash ^ (hash >>> 16)) & (KEPT - 1);
        ReadName known = recent[place];
        if (known == null || known.region != region || !known.name.equals(name)) {
            String plain = NameKey.plain(name);
            List<NameWord> words = NameWords.split(plain);
            NameKey key =
                    region == NameRegion.ELSEWHERE ? NameKey.ofCompany(words, region) : NameKey.ofCompany(name, region);
            known = new ReadName(name, region, plain, PartyTerms.bundled().kindOf(plain, words), key);
            recent[place] = known;
        }
        return known;
    }

    /** Whether nothing in it says that it is a company's: no legal form and no word that companies share. */
    public boolean mayBePersons() {
        List<NameWord> words = NameWords.split(plain);
        return kind == PartyTerms.Kind.NONE
                && words.size() > 1
                && words.size() <= MOST_OF_A_PERSON
                && words.stream().noneMatch(word -> word.isGeneric() || word.forms() != null);
    }
}
