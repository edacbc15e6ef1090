// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.reference;

import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectStreamException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What indicators know of the world apart from what passed by: immutable tables, and a version that names them.
 *
 * <p>Two lists of ours, owned by {@code deploy/reference} ({@code vague-terms.csv}, {@code port-exposure.csv}), and a
 * {@link World} of publications; and an operator's {@link Watchlist}. It travels to a task as the names of directory
 * and list and the version: the tables, hundreds of thousands of entries, are read once in every Java machine, and a
 * directory or list that holds anything else there is refused.
 */
public final class Reference implements Serializable {
    /** What this machine has read and somebody still uses. */
    private static final Map<Origin, WeakReference<Reference>> LOADED = new HashMap<>();

    private final Origin origin;
    private final transient VagueTerms vagueTerms;
    private final transient ExposedPorts exposedPorts;
    private final transient World world;
    private final transient List<Watchlist> watchlists;
    private final transient String version;
    private final transient GoodsWords goodsWords;

    private Reference(@Nullable Path directory) throws IOException {
        ReferenceFiles files = directory == null ? ReferenceFiles.bundled() : ReferenceFiles.in(directory);
        List<String> faults = new ArrayList<>();
        this.vagueTerms = new VagueTerms(files.ours(VagueTerms.TABLE, faults), faults);
        this.exposedPorts = new ExposedPorts(files.ours(ExposedPorts.TABLE, faults), faults);
        this.world = World.load(files, faults);
        this.watchlists = List.of();
        this.goodsWords = GoodsWords.of(world.goods().descriptions());
        this.origin = new Origin(directory == null ? null : directory.toString(), files.version(), null, "");
        this.version = origin.version();
        if (!files.isUsed()) {
            faults.add("none of its files is reference data: directory=" + directory);
        }
        if (!faults.isEmpty()) {
            throw new ReferenceException(faults);
        }
    }

    private Reference(Reference tables, Path list) throws IOException {
        List<String> faults = new ArrayList<>();
        this.vagueTerms = tables.vagueTerms;
        this.exposedPorts = tables.exposedPorts;
        this.world = tables.world;
        this.goodsWords = tables.goodsWords;
        Watchlist watchlist = Watchlist.load(list, faults);
        this.watchlists = List.of(watchlist);
        this.origin = new Origin(tables.origin.directory, tables.origin.tables, list.toString(), watchlist.version());
        this.version = origin.version();
        if (!faults.isEmpty()) {
            throw new ReferenceException(faults);
        }
    }

    private Reference(Reference base, List<Watchlist> published) {
        this.vagueTerms = base.vagueTerms;
        this.exposedPorts = base.exposedPorts;
        this.world = base.world;
        this.goodsWords = base.goodsWords;
        List<Watchlist> all = new ArrayList<>(base.watchlists);
        StringBuilder named = new StringBuilder(base.version);
        for (Watchlist list : published) {
            all.add(list);
            named.append('+').append(list.name()).append(' ').append(list.version());
        }
        this.watchlists = List.copyOf(all);
        this.origin = base.origin;
        this.version = named.toString();
    }

    /**
     * Reads what a directory and its sub-folders have, by the publishers' file names; for the rest, the bundled tables.
     *
     * @throws IOException when the directory or one of the files cannot be read
     * @throws ReferenceException with every fault, by file and line
     */
    public static Reference load(Path directory) throws IOException {
        Reference loaded = new Reference(directory.toAbsolutePath().normalize());
        remember(loaded);
        return loaded;
    }

    /** The tables that came with this release. */
    public static Reference bundled() {
        return Bundled.REFERENCE;
    }

    /**
     * The same tables, and a watch list of parties and ships.
     *
     * @throws IOException when the file cannot be read
     * @throws ReferenceException with every fault, by file, line and field
     */
    public Reference watching(Path list) throws IOException {
        Reference watching = new Reference(this, list.toAbsolutePath().normalize());
        remember(watching);
        return watching;
    }

    /** The same, and published watch lists. They do not travel with it: each task is told of them. */
    public Reference watchingToo(List<Watchlist> published) {
        return published.isEmpty() ? this : new Reference(this, published);
    }

    /**
     * The first hexadecimal digits of the SHA-256 of all tables that were read, unpacked; with a watch list, a plus
     * sign and those of the list; with published ones, for each a plus sign, its name, version, and those digits.
     */
    public String version() {
        return version;
    }

    /** What publications were found, and what stands in for the rest: a line a kind. */
    public List<String> found() {
        return world.found();
    }

    public VagueTerms vagueTerms() {
        return vagueTerms;
    }

    public ExposedPorts exposedPorts() {
        return exposedPorts;
    }

    public World world() {
        return world;
    }

    /** Of the operator's file first, then the published ones in force, by name. */
    public List<Watchlist> watchlists() {
        return watchlists;
    }

    /** Which words the nomenclature has for which heading. */
    public GoodsWords goodsWords() {
        return goodsWords;
    }

    private Object writeReplace() {
        return origin;
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw new InvalidObjectException("a reference travels as its origin");
    }

    private static synchronized void remember(Reference reference) {
        LOADED.put(reference.origin, new WeakReference<>(reference));
    }

    private static synchronized Reference at(Origin origin) throws InvalidObjectException {
        WeakReference<Reference> known = LOADED.get(origin);
        Reference reference = known == null ? null : known.get();
        if (reference != null) {
            return reference;
        }
        String directory = origin.directory;
        String list = origin.watchlist;
        try {
            if (list != null) {
                reference = at(origin.withoutWatchlist()).watching(Path.of(list));
            } else {
                reference = directory == null ? bundled() : load(Path.of(directory));
            }
        } catch (InvalidObjectException e) {
            throw e;
        } catch (IOException | ReferenceException e) {
            InvalidObjectException missing =
                    new InvalidObjectException("the job's reference data cannot be read on this machine: "
                            + (list == null ? "directory=" + directory : "watchlist=" + list));
            missing.initCause(e);
            throw missing;
        }
        if (!reference.origin.equals(origin)) {
            throw new InvalidObjectException("this machine has other reference data than the job: directory="
                    + (directory == null ? "bundled" : directory) + (list == null ? "" : ", watchlist=" + list)
                    + ", job's version=" + origin.version() + ", version here=" + reference.version());
        }
        return reference;
    }

    /** What stands for the tables on the way to a task. */
    private record Origin(
            @Nullable String directory,
            String tables,
            @Nullable String watchlist,
            String watched) implements Serializable {
        private String version() {
            return watchlist == null ? tables : tables + '+' + watched;
        }

        private Origin withoutWatchlist() {
            return new Origin(directory, tables, null, "");
        }

        private Object readResolve() throws ObjectStreamException {
            return at(this);
        }
    }

    private static final class Bundled {
        private static final Reference REFERENCE = read();

        private static Reference read() {
            try {
                return new Reference(null);
            } catch (IOException e) {
                throw new UncheckedIOException("bundled reference data", e);
            }
        }
    }
}
