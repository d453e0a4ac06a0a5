"""A result in blocks of runs, for what is too large to be held as a whole."""

from dataclasses import dataclass

import numpy as np

BLOCK = 64e6  # bytes of a variable in a block of runs


@dataclass(frozen=True)
class Block:
    """Some runs: their places among those that count, and values by variable."""

    run: np.ndarray
    data: dict

    def __getitem__(self, name: str) -> np.ndarray:
        return self.data[name]


class Blocks:
    """The blocks of a `Result`."""

    def blocks(self, *names, at=(), size=None):
        """Goes through the runs in blocks that fit into memory.

        Parameters
        ----------
        *names : str
            Variables on `run`, `event` or `spell`, as FORMAT.md has them.
        at : tuple, optional
            Of the variables on `run`, an index for each further axis (places, a place or a slice):
            only this is kept.
        size : int, optional
            Runs a block; default: what 64 MB of the largest variable hold.

        Yields
        ------
        Block
            `Block.run` are places 0 … size - 1 of its runs among those that count, `Block["name"]`
            the values, of `event` and `spell` with `event_run` and `spell_run` as places too.
        """
        columns = {name: self.column(name) for name in names}
        size = size or self._block_size(columns.values(), at)
        ends = {
            axis: np.concatenate([[0], np.cumsum(self.column(f"run_{axis}s")[:], dtype=np.int64)])
            for axis in {c.dimensions[0] for c in columns.values()} - {"run"}
        }
        place = np.cumsum(self._counts) - 1
        for first in range(0, len(self._all), size):
            here = slice(first, min(first + size, len(self._all)))
            counts = self._counts[here]
            if not counts.any():
                continue
            data = {}
            for axis in ends:
                along = slice(int(ends[axis][here.start]), int(ends[axis][here.stop]))
                run = self.column(f"{axis}_run")[along]
                keep = self._counts[run]
                for name, column in columns.items():
                    if column.dimensions[0] == axis:
                        data[name] = column[along] if keep.all() else column[along][keep]
                data[f"{axis}_run"] = place[run[keep]]
            for name, column in columns.items():
                if column.dimensions[0] == "run":
                    data[name] = self._counted(column, here, at[: column.ndim - 1])
            yield Block(place[here][counts], data)

    def _counted(self, column, here: slice, at: tuple) -> np.ndarray:
        """Rows of runs that count; chunks without any are not read."""
        counts = self._counts[here]
        if counts.all():
            return column[(here, *at)]
        size = column.chunks[0] if column.chunks else len(counts)
        chunk = np.arange(here.start, here.stop) // size
        used = np.isin(chunk, chunk[counts])
        edges = np.flatnonzero(np.diff(np.concatenate([[False], used, [False]]))) + here.start
        spans = zip(edges[::2], edges[1::2])
        return np.concatenate([column[(slice(a, b), *at)][self._counts[a:b]] for a, b in spans])

    def _block_size(self, columns, at: tuple) -> int:
        """Runs that fit into BLOCK bytes of the widest variable; whole chunks of it."""
        width, chunk = 1.0, 1
        for column in columns:
            bytes_ = float(column.dtype.itemsize)
            if column.dimensions[0] == "run":
                sizes = [np.size(np.arange(n)[i]) for n, i in zip(column.shape[1:], at)]
                bytes_ *= np.prod([*sizes, *column.shape[1 + len(sizes) :]])
                chunk = max(chunk, column.chunks[0] if column.chunks else 1)
            else:
                bytes_ *= np.prod(column.shape) / len(self._all)
            width = max(width, bytes_)
        return chunk * max(1, int(BLOCK / width / chunk))
