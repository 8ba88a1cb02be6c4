//! Memory for the many small things that reading a document takes and gives back: each thread
//! keeps the blocks it gave back, by size, and takes them again without a lock. Larger things go
//! to the system. Owns no policy beyond that, and is used by the program only, not by the library.
//!
//! A block's class follows from the size that Rust gives with it when it is given back, so blocks
//! carry no headers. What a thread holds beyond a limit goes to a store that all threads share, so
//! that one thread may take what another gives back without memory growing. A thread that ends
//! leaves what it holds unused: the threads of the program live as long as it does.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::UnsafeCell;
use std::ptr::{self, null_mut};
use std::sync::{Mutex, PoisonError};

/// The allocator.
pub struct Pool;

/// Larger blocks are the system's.
const LARGEST: usize = 32 << 10;

/// Blocks of up to a kilobyte are of every multiple of this.
const STEP: usize = 16;

/// Multiples of the step up to a kilobyte, then four sizes for each doubling.
const CLASSES: usize = 64 + 5 * 4;

/// What is taken from the system at a time.
const CHUNK: usize = 256 << 10;

/// A thread holds so many bytes in blocks of one class, or eight blocks.
const HELD: usize = 64 << 10;

/// A block that nobody uses.
struct Block {
    next: *mut Block,
    /// In the shared store, where the first of a batch leads to the next batch.
    batch: *mut Block,
}

/// The blocks of one class that a thread holds.
#[derive(Clone, Copy)]
struct List {
    first: *mut Block,
    count: u32,
}

struct Local {
    lists: [List; CLASSES],
    /// What is left of the thread's chunk.
    free: *mut u8,
    left: usize,
}

/// The batches of each class that no thread holds.
struct Shared([*mut Block; CLASSES]);

// SAFETY: the blocks in the store belong to nobody; whoever takes them out owns them.
unsafe impl Send for Shared {}

static SHARED: Mutex<Shared> = Mutex::new(Shared([null_mut(); CLASSES]));

thread_local! {
    static LOCAL: UnsafeCell<Local> = const {
        let empty = List {
            first: null_mut(),
            count: 0,
        };
        UnsafeCell::new(Local {
            lists: [empty; CLASSES],
            free: null_mut(),
            left: 0,
        })
    };
}

/// The class of a size from 1 to [`LARGEST`].
#[inline]
fn class(size: usize) -> usize {
    let last = size - 1;
    if size <= 64 * STEP {
        return last / STEP;
    }
    let bits = usize::BITS - last.leading_zeros();
    let quarter = last >> (bits - 3) & 3;
    64 + (bits as usize - 11) * 4 + quarter
}

/// The bytes of a block of a class.
const fn size_of(class: usize) -> usize {
    match class.checked_sub(64) {
        None => (class + 1) * STEP,
        Some(above) => (5 + above % 4) << (8 + above / 4),
    }
}

/// How many blocks of a class a thread holds at most; half of them make a batch.
const LIMITS: [u32; CLASSES] = {
    let mut limits = [8; CLASSES];
    let mut class = 0;
    while class < CLASSES {
        let held = (HELD / size_of(class)) as u32;
        if held > 8 {
            limits[class] = held;
        }
        class += 1;
    }
    limits
};

#[inline]
fn is_small(layout: Layout) -> bool {
    layout.size() <= LARGEST && layout.align() <= STEP
}

impl Local {
    #[inline]
    fn take(&mut self, class: usize) -> *mut u8 {
        let list = &mut self.lists[class];
        let block = list.first;
        if block.is_null() {
            return self.take_new(class);
        }
        // SAFETY: blocks in a list are unused, large enough and were written when they came in.
        list.first = unsafe { (*block).next };
        list.count -= 1;
        block.cast()
    }

    #[cold]
    fn take_new(&mut self, class: usize) -> *mut u8 {
        let size = size_of(class);
        if self.left < size {
            let batch = take_batch(class);
            if !batch.is_null() {
                // SAFETY: as in `take`; a batch has at least four blocks.
                let first = unsafe { (*batch).next };
                self.lists[class] = List {
                    first,
                    count: LIMITS[class] / 2 - 1,
                };
                return batch.cast();
            }
            // SAFETY: the layout is of a size above zero and its alignment a power of two.
            let chunk = unsafe { System.alloc(Layout::from_size_align_unchecked(CHUNK, STEP)) };
            if chunk.is_null() {
                return chunk;
            }
            self.free = chunk;
            self.left = CHUNK;
        }
        let block = self.free;
        // SAFETY: the chunk has at least `size` bytes left.
        self.free = unsafe { block.add(size) };
        self.left -= size;
        block
    }

    #[inline]
    fn give(&mut self, block: *mut u8, class: usize) {
        let list = &mut self.lists[class];
        let block: *mut Block = block.cast();
        // SAFETY: the block is given back, so it is unused, and no class is smaller than `Block`;
        // blocks lie at multiples of the step.
        unsafe {
            (*block).next = list.first;
        }
        list.first = block;
        list.count += 1;
        if list.count > LIMITS[class] {
            list.give_batch(class);
        }
    }
}

impl List {
    /// Gives half of the blocks to the other threads.
    #[cold]
    fn give_batch(&mut self, class: usize) {
        let count = LIMITS[class] / 2;
        let batch = self.first;
        let mut last = batch;
        // SAFETY: the list has more than `count` blocks, each leading to the next.
        unsafe {
            for _ in 1..count {
                last = (*last).next;
            }
            self.first = (*last).next;
            (*last).next = null_mut();
        }
        self.count -= count;
        let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
        // SAFETY: the batch's first block is unused.
        unsafe {
            (*batch).batch = shared.0[class];
        }
        shared.0[class] = batch;
    }
}

/// A batch that another thread gave; null if there is none.
fn take_batch(class: usize) -> *mut Block {
    let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
    let batch = shared.0[class];
    if !batch.is_null() {
        // SAFETY: a batch in the store is unused and leads to the next.
        shared.0[class] = unsafe { (*batch).batch };
    }
    batch
}

// SAFETY: every block is of its layout's size or larger and aligned to 16 bytes, belongs to one
// owner at a time, and comes back to the pool if it came from it: that follows from the layout
// alone. Nothing here unwinds or allocates from itself.
unsafe impl GlobalAlloc for Pool {
    #[inline]
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        if !is_small(layout) {
            // SAFETY: the caller's layout.
            return unsafe { System.alloc(layout) };
        }
        // SAFETY: the thread's own, and not in use further up: nothing below allocates from here.
        LOCAL.with(|local| unsafe { (*local.get()).take(class(layout.size())) })
    }

    #[inline]
    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        if !is_small(layout) {
            // SAFETY: such a layout came from the system.
            return unsafe { System.dealloc(block, layout) };
        }
        // SAFETY: as in `alloc`.
        LOCAL.with(|local| unsafe { (*local.get()).give(block, class(layout.size())) });
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        if !is_small(layout) {
            // SAFETY: the caller's layout.
            return unsafe { System.alloc_zeroed(layout) };
        }
        // SAFETY: the caller's layout; the block has its size.
        unsafe {
            let block = self.alloc(layout);
            if !block.is_null() {
                ptr::write_bytes(block, 0, layout.size());
            }
            block
        }
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // SAFETY: the caller says that the new size makes a layout.
        let new = unsafe { Layout::from_size_align_unchecked(size, layout.align()) };
        match (is_small(layout), is_small(new)) {
            // SAFETY: the system's block.
            (false, false) => unsafe { System.realloc(block, layout, size) },
            (true, true) if class(layout.size()) == class(size) => block,
            // SAFETY: both blocks are as long as what is copied, and differ.
            _ => unsafe {
                let moved = self.alloc(new);
                if !moved.is_null() {
                    ptr::copy_nonoverlapping(block, moved, layout.size().min(size));
                    self.dealloc(block, layout);
                }
                moved
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_size_fits_its_class() {
        for size in 1..=LARGEST {
            let found = class(size);
            assert!(found < CLASSES, "{size}");
            assert!(size_of(found) >= size, "{size}");
            assert!(found == 0 || size_of(found - 1) < size, "{size}");
            assert_eq!(size_of(found) % STEP, 0);
        }
        assert_eq!(size_of(CLASSES - 1), LARGEST);
    }

    /// Takes blocks, writes all of their bytes, and gives them back on the other thread.
    #[test]
    fn blocks_are_nobody_elses() {
        let (send, receive) = std::sync::mpsc::channel::<(usize, Layout, u8)>();
        let giver = std::thread::spawn(move || {
            for (block, layout, fill) in receive {
                let block = block as *mut u8;
                unsafe {
                    for at in 0..layout.size() {
                        assert_eq!(*block.add(at), fill);
                    }
                    Pool.dealloc(block, layout);
                }
            }
        });
        let mut own = Vec::new();
        let mut state = 7u64;
        for step in 0..60_000u32 {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            let most = if step % 50 == 0 { 2 * LARGEST } else { 300 };
            let size = 1 + (state >> 33) as usize % most;
            let layout = Layout::from_size_align(size, 1 << (state >> 60 & 3)).expect("valid");
            let fill = step as u8;
            unsafe {
                let block = Pool.alloc(layout);
                assert!(!block.is_null() && (block as usize).is_multiple_of(layout.align()));
                ptr::write_bytes(block, fill, size);
                if step % 3 == 0 {
                    own.push((block, layout, fill));
                } else {
                    send.send((block as usize, layout, fill)).expect("received");
                }
            }
            if step % 7 == 0
                && let Some((block, layout, fill)) = own.pop()
            {
                let size = 1 + (state >> 40) as usize % (2 * layout.size());
                unsafe {
                    let block = Pool.realloc(block, layout, size);
                    for at in 0..size.min(layout.size()) {
                        assert_eq!(*block.add(at), fill);
                    }
                    Pool.dealloc(
                        block,
                        Layout::from_size_align_unchecked(size, layout.align()),
                    );
                    let zeroed = Pool.alloc_zeroed(layout);
                    assert!((0..layout.size()).all(|at| *zeroed.add(at) == 0));
                    Pool.dealloc(zeroed, layout);
                }
            }
        }
        drop(send);
        giver.join().expect("no block was written by two");
        for (block, layout, fill) in own {
            unsafe {
                assert!((0..layout.size()).all(|at| *block.add(at) == fill));
                Pool.dealloc(block, layout);
            }
        }
    }
}
