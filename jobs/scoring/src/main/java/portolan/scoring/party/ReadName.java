package portolan.scoring.party;

import org.jspecify.annotations.Nullable;

/**
 * A name, read: what its words say of the party, and its key.
 *
 * @param name as filed
 * @param kind what its words say
 * @param key what is left of it as a company's name
 */
public record ReadName(String name, String plain, PartyTerms.Kind kind, NameKey key) {
    /** Names kept a thread: the regulars of a feed. A power of two. */
    private static final int KEPT = 2048;

    /**
     * What was read lately, by hash; a newer name takes the place of an older. Most names of a feed come again, and
     * finding one costs a twentieth of reading it.
     */
    private static final ThreadLocal<@Nullable ReadName[]> RECENT = ThreadLocal.withInitial(() -> new ReadName[KEPT]);

    public static ReadName of(String name) {
        @Nullable ReadName[] recent = RECENT.get();
        int hash = name.hashCode();
        int place = (hash ^ (hash >>> 16)) & (KEPT - 1);
        ReadName known = recent[place];
        if (known == null || !known.name.equals(name)) {
            String plain = NameKey.plain(name);
            known = new ReadName(name, plain, PartyTerms.bundled().kindOf(plain), NameKey.of(plain, false));
            recent[place] = known;
        }
        return known;
    }
}
