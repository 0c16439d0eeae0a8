"""The scripts that Redis runs, each as one step that nothing comes between.

A session has three keys: ``log``, a stream with an entry for each batch of updates, whose id is
the batch's last number; ``meta``, which says of the log its epoch, its newest number, the number
before its oldest entry, and

- ``holder``: the token of who took the place and has not yet given it back,
- ``ended``: the token of who gave it back last,
- ``settled``: the token of who was found dead last, unless the place was taken since;

and ``claim``, which goes by itself if its holder does not renew it. An epoch in which the numbers
of two writers could meet is never continued: whatever ends other than by its holder ends it.
"""

from __future__ import annotations

PREFIX = "webchat:"
NEWS = f"{PREFIX}news"

_KEYS = """
local log, meta, claim = KEYS[1], KEYS[2], KEYS[3]

local function touch(kept)
  redis.call('PEXPIRE', log, kept)
  redis.call('PEXPIRE', meta, kept)
end
"""

# What is kept, as far as the caller, who stands at `number` of `epoch`, does not know it.
# Where nothing is kept, or less than the caller knows has been, it begins with `new_epoch`.
_STATE = """
local epoch, number, new_epoch, kept = ARGV[1], tonumber(ARGV[2]), ARGV[3], ARGV[4]

local function state()
  local known = redis.call('HMGET', meta, 'epoch', 'number', 'oldest', 'holder')
  local is_empty = known[2] == known[3]
  if not known[1] or not (is_empty or redis.call('EXISTS', log) == 1) then
    redis.call('DEL', log, meta)
    redis.call('HSET', meta, 'epoch', new_epoch, 'number', 0, 'oldest', 0)
    known = {new_epoch, '0', '0', false}
  elseif known[1] == epoch and tonumber(known[2]) < number and not known[4] then
    redis.call('HSET', meta, 'epoch', new_epoch)
    known[1] = new_epoch
  end
  touch(kept)
  local from = '-'
  if known[1] == epoch and number >= tonumber(known[3]) then
    from = '(' .. ARGV[2] .. '-0'
  end
  local left = redis.call('PTTL', claim)
  local holder = known[4] or ''
  return {known[1], known[2], known[3], left, holder, redis.call('XRANGE', log, from, '+')}
end
"""

LOOK = _KEYS + _STATE + "return state()"

# ARGV[7] tells that the caller has lately seen a claim: then an empty Redis proves nothing.
CLAIM = (
    _KEYS
    + _STATE
    + f"""
local token, lease, session_id = ARGV[5], ARGV[6], ARGV[8]
local known = state()
local is_blank = redis.call('HLEN', meta) == 3
if redis.call('EXISTS', claim) == 1 or known[5] ~= '' or (ARGV[7] == '1' and is_blank) then
  return {{0, known}}
end
redis.call('HSET', claim, 'token', token)
redis.call('PEXPIRE', claim, lease)
redis.call('HSET', meta, 'holder', token)
redis.call('HDEL', meta, 'settled')
redis.call('PUBLISH', '{NEWS}', 'begun ' .. session_id)
return {{1, known}}
"""
)

# Answers `ok`, or `stop` where someone asked for the end of the reply; `rewrite` where the log
# is not what the holder made of it; `lost` where another reply has begun since.
WRITE = (
    _KEYS
    + f"""
local token, epoch, start, mode, lease, kept, session_id = unpack(ARGV, 1, 7)
local claimed = redis.call('HGET', claim, 'token')
local known = redis.call('HMGET', meta, 'epoch', 'number', 'holder', 'ended', 'settled')
if claimed and claimed ~= token then
  return 'lost'
elseif not claimed then
  local is_blank = not (known[3] or known[4] or known[5])
  local is_given_up = mode == 'hold' and ARGV[8] == '1' and known[3] ~= token
  if known[4] == token or is_given_up then
    return 'ok'
  elseif not (is_blank or known[3] == token or known[5] == token) then
    return 'lost'
  end
end

if mode == 'begin' then
  redis.call('DEL', log)
  redis.call('HSET', meta, 'epoch', epoch, 'number', start, 'oldest', start)
  redis.call('PUBLISH', '{NEWS}', 'begun ' .. session_id)
  known[1], known[2] = epoch, start
elseif mode == 'continue' and known[1] ~= epoch then
  return 'rewrite'
end

local number = tonumber(known[2] or start)
for index = 9, #ARGV, 3 do
  local first, last = tonumber(ARGV[index]), tonumber(ARGV[index + 1])
  if first > number + 1 then
    return 'rewrite'
  elseif last > number then
    local is_last = (ARGV[8] == '1' and index + 3 > #ARGV) and '1' or '0'
    local id = ARGV[index + 1] .. '-0'
    redis.call('XADD', log, id, 'epoch', epoch, 'updates', ARGV[index + 2], 'end', is_last)
    redis.call('HSET', meta, 'number', ARGV[index + 1])
    number = last
  end
end

redis.call('HDEL', meta, 'settled')
touch(kept)
if ARGV[8] == '1' then
  redis.call('DEL', claim)
  redis.call('HDEL', meta, 'holder')
  redis.call('HSET', meta, 'ended', token)
  return 'ok'
end
redis.call('HSET', meta, 'holder', token)
redis.call('HSET', claim, 'token', token)
redis.call('PEXPIRE', claim, lease)
return redis.call('HGET', claim, 'stop') or 'ok'
"""
)

# Ends, for a holder that is dead, its reply. Only one can: it takes the holder's name away.
SETTLE = (
    _KEYS
    + f"""
local epoch, number, new_epoch, kept, session_id = unpack(ARGV, 1, 5)
local known = redis.call('HMGET', meta, 'epoch', 'number', 'holder')
local is_as_told = known[1] == epoch and known[2] == number
if not known[3] or not is_as_told or redis.call('EXISTS', claim) == 1 then
  return 0
end
redis.call('HDEL', meta, 'holder')
redis.call('HSET', meta, 'epoch', new_epoch, 'settled', known[3])
if ARGV[6] then
  local last = string.format('%d', tonumber(number) + 1)
  redis.call('XADD', log, last .. '-0', 'epoch', new_epoch, 'updates', ARGV[6], 'end', '1')
  redis.call('HSET', meta, 'number', last)
end
touch(kept)
redis.call('PUBLISH', '{NEWS}', 'begun ' .. session_id)
return 1
"""
)

STOP = (
    _KEYS
    + f"""
local token = redis.call('HGET', claim, 'token')
if not token then
  return 0
end
redis.call('HSET', claim, 'stop', 'stop')
redis.call('PUBLISH', '{NEWS}', 'stop ' .. token .. ' ' .. ARGV[1])
return 1
"""
)
