// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.state;

import java.net.URI;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystemFactory;
import org.apache.flink.core.fs.local.LocalFileSystemFactory;

/**
 * Has Flink take {@link LinkingFileSystem} for paths of {@code file:}. Flink finds it where our classes are on its own
 * class path: on one machine, and on a cluster whose {@code lib} has them.
 */
public final class LinkingFileSystemFactory implements FileSystemFactory {
    private static final LinkingFileSystem FILES = new LinkingFileSystem();

    @Override
    public String getScheme() {
        return FILES.getUri().getScheme();
    }

    @Override
    public FileSystem create(URI uri) {
        return FILES;
    }

    /** Before {@link LocalFileSystemFactory}. */
    @Override
    public int getPriority() {
        return 1;
    }
}
